// Verifies a permit with go-securesystemslib and Go's own sumdb packages, without network and without anything of Writ.
//
//	verify-permit-go -key VKEY -artifact model.onnx [-environment production] [-at TIME] permit.json
//
// VKEY is the log's Ed25519 verifier key. The steps are those of docs/formats/permit.md; exit code 0 only if all hold.
package main

import (
	"context"
	"crypto"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/secure-systems-lab/go-securesystemslib/dsse"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const inToto = "application/vnd.in-toto+json"

type file struct {
	dsse.Envelope
	Writ *struct {
		Entry string `json:"entry"`
		Proof string `json:"proof"`
	} `json:"writ"`
}

type entry struct {
	Seq     int64             `json:"seq"`
	Type    string            `json:"type"`
	Digests map[string]string `json:"digests"`
	Body    struct {
		KeyID     string `json:"keyid"`
		PublicKey string `json:"public_key"`
	} `json:"body"`
}

type statement struct {
	Type    string `json:"_type"`
	Subject []struct {
		Digest map[string]string `json:"digest"`
	} `json:"subject"`
	PredicateType string `json:"predicateType"`
	Predicate     struct {
		ID          string    `json:"id"`
		Action      string    `json:"action"`
		Environment string    `json:"environment"`
		NotBefore   time.Time `json:"notBefore"`
		NotAfter    time.Time `json:"notAfter"`
		Log         string    `json:"log"`
	} `json:"predicate"`
}

// permitKey is an Ed25519 key as dsse wants it.
type permitKey struct {
	id  string
	key ed25519.PublicKey
}

func (k permitKey) Verify(_ context.Context, data, sig []byte) error {
	if !ed25519.Verify(k.key, data, sig) {
		return errors.New("the signature does not fit the payload")
	}
	return nil
}

func (k permitKey) KeyID() (string, error)   { return k.id, nil }
func (k permitKey) Public() crypto.PublicKey { return k.key }

func decode(text string) ([]byte, error) {
	raw, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || base64.StdEncoding.EncodeToString(raw) != text {
		return nil, errors.New("base64 is not canonical")
	}
	return raw, nil
}

// inLog gives the entry of a proof under a checkpoint that the log signed.
func inLog(entry64, proof string, log note.Verifier) (entry, error) {
	var e entry
	raw, err := decode(entry64)
	if err != nil {
		return e, err
	}
	opening, signed, found := strings.Cut(proof, "\n\n")
	lines := strings.Split(opening, "\n")
	if !found || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" || !strings.HasPrefix(lines[1], "index ") {
		return e, errors.New("the proof is of another form")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	if err != nil {
		return e, err
	}
	var path tlog.RecordProof
	for _, line := range lines[2:] {
		hash, err := decode(line)
		if err != nil || len(hash) != tlog.HashSize {
			return e, errors.New("the proof holds something else than hashes")
		}
		path = append(path, tlog.Hash(hash))
	}
	opened, err := note.Open([]byte(signed), note.VerifierList(log))
	if err != nil {
		return e, err
	}
	head := strings.Split(opened.Text, "\n")
	if len(head) != 4 || head[0] != log.Name() {
		return e, errors.New("the checkpoint is of another log")
	}
	size, err := strconv.ParseInt(head[1], 10, 64)
	if err != nil {
		return e, err
	}
	root, err := decode(head[2])
	if err != nil || len(root) != tlog.HashSize || index < 0 || index >= size {
		return e, errors.New("the checkpoint is malformed, or does not cover the entry")
	}
	if err := tlog.CheckRecord(path, size, tlog.Hash(root), index, tlog.RecordHash(raw)); err != nil {
		return e, err
	}
	if err := json.Unmarshal(raw, &e); err != nil {
		return e, err
	}
	if e.Seq != index {
		return e, errors.New("the proof is about another entry")
	}
	return e, nil
}

func verify(raw []byte, vkey string, artifacts []string, action, environment string, now time.Time) (string, error) {
	log, err := note.NewVerifier(vkey)
	if err != nil {
		return "", err
	}
	var f file
	if err := json.Unmarshal(raw, &f); err != nil {
		return "", err
	}
	if f.Writ == nil {
		return "", errors.New("the file carries no proof")
	}
	e, err := inLog(f.Writ.Entry, f.Writ.Proof, log)
	if err != nil {
		return "", err
	}
	payload, err := decode(f.Payload)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(payload)
	if e.Type != "permit.issued" || e.Digests["payload"] != "sha256:"+hex.EncodeToString(sum[:]) {
		return "", errors.New("the entry does not tell of the issue of this permit")
	}
	public, err := decode(e.Body.PublicKey)
	if err != nil || len(public) != ed25519.PublicKeySize || !strings.HasPrefix(e.Body.KeyID, log.Name()+"#permits+") {
		return "", errors.New("the entry names no key for permits")
	}
	verifier, err := dsse.NewEnvelopeVerifier(permitKey{e.Body.KeyID, public})
	if err != nil {
		return "", err
	}
	if _, err := verifier.Verify(context.Background(), &f.Envelope); err != nil {
		return "", err
	}
	return holds(f.PayloadType, payload, log.Name(), artifacts, action, environment, now)
}

func holds(kind string, payload []byte, log string, artifacts []string, action, environment string, now time.Time) (string, error) {
	var s statement
	if err := json.Unmarshal(payload, &s); err != nil {
		return "", err
	}
	p := s.Predicate
	switch {
	case kind != inToto || s.Type != "https://in-toto.io/Statement/v1" || s.PredicateType != "https://writ.dev/permit/v1":
		return "", errors.New("the statement is no permit")
	case p.Log != log:
		return "", errors.New("it is of another log")
	case now.Before(p.NotBefore):
		return "", fmt.Errorf("it is valid from %s", p.NotBefore)
	case !now.Before(p.NotAfter):
		return "", fmt.Errorf("it was valid until %s", p.NotAfter)
	case action != p.Action:
		return "", errors.New("it is for another action")
	case environment != "" && environment != p.Environment:
		return "", errors.New("it is for another environment")
	}
	missing := map[string]bool{}
	for _, subject := range s.Subject {
		missing[subject.Digest["sha256"]] = true
	}
	named := len(missing)
	for _, path := range artifacts {
		digest, err := hash(path)
		if err != nil {
			return "", err
		}
		if _, ok := missing[digest]; !ok {
			return "", fmt.Errorf("%s is not an artifact of the permit", path)
		}
		missing[digest] = false
	}
	for digest, still := range missing {
		if still || named == 0 {
			return "", fmt.Errorf("an artifact with the digest sha256:%s was not given", digest)
		}
	}
	if named == 0 {
		return "", errors.New("it names no artifact")
	}
	return p.ID, nil
}

func hash(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

type list []string

func (l *list) String() string     { return strings.Join(*l, ",") }
func (l *list) Set(v string) error { *l = append(*l, v); return nil }

func main() {
	var artifacts list
	flag.Var(&artifacts, "artifact", "a file that is to be used; again for each one")
	vkey := flag.String("key", "", "the log's Ed25519 verifier key")
	action := flag.String("action", "promote", "what is to be done")
	environment := flag.String("environment", "", "where the artifacts are to go")
	at := flag.String("at", "", "a moment (RFC 3339) instead of now")
	flag.Parse()
	now := time.Now()
	var err error
	if *at != "" {
		now, err = time.Parse(time.RFC3339, *at)
	}
	var raw []byte
	if err == nil {
		raw, err = os.ReadFile(flag.Arg(0))
	}
	var permit string
	if err == nil {
		permit, err = verify(raw, *vkey, artifacts, *action, *environment, now)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "not good:", err)
		os.Exit(1)
	}
	fmt.Println("good: permit", permit)
}
