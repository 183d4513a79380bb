// Golden writes the log that GoldenLogTest expects of Writ, byte for byte, with code that Writ's authors did not write: hashes and tiles
// by golang.org/x/mod/sumdb/tlog, paths and proofs by torchwood, signatures by sumdb/note and filippo.io/mldsa.
//
//	go run ./golden DIR     writes the files again, from src/interop: DIR is ../test/resources/golden/log
package main

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"crypto/sha256"

	"filippo.io/mldsa"
	"filippo.io/torchwood"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	origin  = "writ.example/ledger/main"
	size    = 258
	proved  = 77
	when    = "2026-11-25T06:00:00.000Z"
	seconds = 1795586400
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: golden DIR")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "golden:", err)
		os.Exit(1)
	}
}

func write(dir string) error {
	ed := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{1}, 32))
	ml, err := mldsa.NewPrivateKey(mldsa.MLDSA44(), bytes.Repeat([]byte{2}, 32))
	if err != nil {
		return err
	}
	keys := []string{
		vkey(1, ed.Public().(ed25519.PublicKey)),
		vkey(6, ml.PublicKey().Bytes()),
	}
	slices.Sort(keys)
	entries := leaves(keys)

	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var hashes []tlog.Hash
		for _, i := range indexes {
			hashes = append(hashes, stored[i])
		}
		return hashes, nil
	})
	for i, entry := range entries {
		hashes, err := tlog.StoredHashes(int64(i), entry, reader)
		if err != nil {
			return err
		}
		stored = append(stored, hashes...)
	}
	root, err := tlog.TreeHash(size, reader)
	if err != nil {
		return err
	}
	checkpoint, err := sign(fmt.Sprintf("%s\n%d\n%s\n", origin, size, root), root, ed, ml)
	if err != nil {
		return err
	}
	files := map[string][]byte{
		"checkpoint": checkpoint,
		"keys":       []byte(strings.Join(keys, "\n") + "\n"),
	}
	for _, tile := range tlog.NewTiles(torchwood.TileHeight, 0, size) {
		data, err := tlog.ReadTileData(tile, reader)
		if err != nil {
			return err
		}
		files[torchwood.TilePath(tile)] = data
		if tile.L == 0 {
			tile.L = -1
			files[torchwood.TilePath(tile)] = bundle(entries[tile.N*256 : tile.N*256+int64(tile.W)])
		}
	}
	proof, err := tlog.ProveRecord(size, proved, reader)
	if err != nil {
		return err
	}
	files[fmt.Sprintf("proof/%d", proved)] = torchwood.FormatProof(proved, proof, checkpoint)
	for name, data := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// leaves writes entries as docs/formats/ledger.md says, by hand.
func leaves(keys []string) [][]byte {
	prev := strings.Repeat("0", 64)
	var entries [][]byte
	for seq := range size {
		body := fmt.Sprintf(`{"n":%d}`, seq)
		rest := fmt.Sprintf(`"principals":{"requester":"p%d"},`, seq)
		outcome, kind := "allow", "decision"
		if seq%3 == 0 {
			outcome = "deny"
		}
		if seq == 0 {
			body = fmt.Sprintf(`{"format":"writ/ledger/v1","keys":["%s"],"origin":"%s"}`, strings.Join(keys, `","`), origin)
			rest, outcome, kind = "", "recorded", "genesis"
		}
		entry := []byte(fmt.Sprintf(`{"body":%s,"outcome":"%s","prev":"%s",%s"seq":%d,"time":"%s","type":"%s","v":1}`,
			body, outcome, prev, rest, seq, when, kind))
		leaf := tlog.RecordHash(entry)
		prev = hex.EncodeToString(leaf[:])
		entries = append(entries, entry)
	}
	return entries
}

func bundle(entries [][]byte) []byte {
	var out []byte
	for _, entry := range entries {
		out = binary.BigEndian.AppendUint16(out, uint16(len(entry)))
		out = append(out, entry...)
	}
	return out
}

func keyID(kind byte, key []byte) []byte {
	sum := sha256.Sum256(append([]byte(origin+"\n"+string(kind)), key...))
	return sum[:4]
}

func vkey(kind byte, key []byte) string {
	return fmt.Sprintf("%s+%x+%s", origin, keyID(kind, key), base64.StdEncoding.EncodeToString(append([]byte{kind}, key...)))
}

// sign adds a line of each key; the second is over the cosigned message of tlog-cosignature.
func sign(text string, root tlog.Hash, ed ed25519.PrivateKey, ml *mldsa.PrivateKey) ([]byte, error) {
	public := ed.Public().(ed25519.PublicKey)
	skey := fmt.Sprintf("PRIVATE+KEY+%s+%x+%s", origin, keyID(1, public),
		base64.StdEncoding.EncodeToString(append([]byte{1}, ed.Seed()...)))
	signer, err := note.NewSigner(skey)
	if err != nil {
		return nil, err
	}
	signed, err := note.Sign(&note.Note{Text: text}, signer)
	if err != nil {
		return nil, err
	}
	message := []byte("subtree/v1\n\x00")
	message = append(append(message, byte(len(origin))), origin...)
	message = binary.BigEndian.AppendUint64(message, seconds)
	message = append(append(message, byte(len(origin))), origin...)
	message = binary.BigEndian.AppendUint64(message, 0)
	message = binary.BigEndian.AppendUint64(message, size)
	message = append(message, root[:]...)
	signature, err := ml.SignDeterministic(message, nil)
	if err != nil {
		return nil, err
	}
	line := append(keyID(6, ml.PublicKey().Bytes()), binary.BigEndian.AppendUint64(nil, seconds)...)
	line = append(line, signature...)
	return fmt.Appendf(signed, "— %s %s\n", origin, base64.StdEncoding.EncodeToString(line)), nil
}
