// Checks one exported log with code that Writ's authors did not write: the signatures with golang.org/x/mod/sumdb/note and
// transparency-dev/formats, a proof with filippo.io/torchwood, and the whole tree, over HTTP on loopback, with Tessera's fsck.
//
//	interop EXPORT PROOF [FSCK]
package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"filippo.io/torchwood"
	fnote "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: interop EXPORT PROOF [FSCK]")
		os.Exit(2)
	}
	fsck := "fsck"
	if len(os.Args) > 3 {
		fsck = os.Args[3]
	}
	if err := check(os.Args[1], os.Args[2], fsck); err != nil {
		fmt.Fprintf(os.Stderr, "interop: %s: %v\n", os.Args[1], err)
		os.Exit(1)
	}
}

func check(export, proof, fsck string) error {
	ed25519Key, verifiers, err := keys(export)
	if err != nil {
		return err
	}
	checkpoint, err := os.ReadFile(filepath.Join(export, "checkpoint"))
	if err != nil {
		return err
	}
	for _, verifier := range verifiers {
		if _, err := note.Open(checkpoint, note.VerifierList(verifier)); err != nil {
			return fmt.Errorf("signature of %s+%08x: %w", verifier.Name(), verifier.KeyHash(), err)
		}
	}
	if err := checkProof(export, proof, verifiers); err != nil {
		return err
	}
	if err := runFsck(export, ed25519Key, fsck); err != nil {
		return err
	}
	fmt.Printf("%s: both signatures, the proof and fsck agree\n", export)
	return nil
}

// keys reads the vkeys of the export: exactly one Ed25519 and one ML-DSA-44.
func keys(export string) (string, []note.Verifier, error) {
	text, err := os.ReadFile(filepath.Join(export, "keys"))
	if err != nil {
		return "", nil, err
	}
	var ed25519Key string
	var verifiers []note.Verifier
	for _, vkey := range strings.Fields(string(text)) {
		if verifier, err := note.NewVerifier(vkey); err == nil {
			ed25519Key = vkey
			verifiers = append(verifiers, verifier)
		} else if verifier, err := fnote.NewMLDSAVerifier(vkey); err == nil {
			verifiers = append(verifiers, verifier)
		} else {
			return "", nil, fmt.Errorf("unknown key %.60s", vkey)
		}
	}
	if len(verifiers) != 2 || ed25519Key == "" {
		return "", nil, fmt.Errorf("expected one Ed25519 and one ML-DSA-44 key, found %d keys", len(verifiers))
	}
	return ed25519Key, verifiers, nil
}

// checkProof verifies the tlog-proof against the entry that it speaks about.
func checkProof(export, file string, verifiers []note.Verifier) error {
	proof, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	_, after, _ := bytes.Cut(proof, []byte("\nindex "))
	digits, _, _ := bytes.Cut(after, []byte("\n"))
	index, err := strconv.ParseInt(string(digits), 10, 64)
	if err != nil {
		return err
	}
	entry, err := readEntry(export, index)
	if err != nil {
		return err
	}
	for _, verifier := range verifiers {
		policy := torchwood.ThresholdPolicy(2, torchwood.OriginPolicy(verifier.Name()), torchwood.SingleVerifierPolicy(verifier))
		if err := torchwood.VerifyProof(policy, tlog.RecordHash(entry), proof); err != nil {
			return fmt.Errorf("proof of entry %d: %w", index, err)
		}
	}
	return nil
}

// readEntry takes an entry out of whichever bundle of the export holds it.
func readEntry(export string, index int64) ([]byte, error) {
	name := filepath.Join(export, "tile", "entries", fmt.Sprintf("%03d", index/256))
	bundle, err := os.ReadFile(name)
	if err != nil {
		partial, globErr := filepath.Glob(name + ".p/*")
		if globErr != nil || len(partial) != 1 {
			return nil, err
		}
		if bundle, err = os.ReadFile(partial[0]); err != nil {
			return nil, err
		}
	}
	for i := int64(0); i < index%256; i++ {
		bundle = bundle[2+binary.BigEndian.Uint16(bundle):]
	}
	return bundle[2 : 2+binary.BigEndian.Uint16(bundle)], nil
}

// runFsck serves the export on loopback and has Tessera's fsck read all of it. That program ends with 0 on some corrupt logs,
// so the line that it prints on success is required, and a time limit.
func runFsck(export, vkey, fsck string) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{Handler: http.FileServer(http.Dir(export))}
	go server.Serve(listener)
	defer server.Close()
	key, err := os.CreateTemp("", "vkey")
	if err != nil {
		return err
	}
	defer os.Remove(key.Name())
	if err := os.WriteFile(key.Name(), []byte(vkey+"\n"), 0o600); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	url := "http://" + listener.Addr().String() + "/"
	out, err := exec.CommandContext(ctx, fsck, "-N=4", "--ui=false", "--storage_url="+url, "--public_key="+key.Name()).CombinedOutput()
	if err != nil {
		return fmt.Errorf("fsck: %w\n%s", err, out)
	}
	if !bytes.Contains(out, []byte("Successfully fsck'd")) {
		return fmt.Errorf("fsck ended without its success line:\n%s", out)
	}
	return nil
}
