// Many callers that append to a log of Tessera's POSIX driver, measured as dev.writ.api.Load measures ours: a third of the time
// as warm-up, then appends a second and latencies.
//
//	tessera-load -dir DIR -callers 256 -time 5s -batch 256 -age 10ms [-published]
//
// An append is done when Tessera gave it an index, which it does once its entry bundle is written; with -published when a signed
// checkpoint covers it.
package main

import (
	"context"
	"crypto/rand"
	"flag"
	"fmt"
	"log"
	"slices"
	"sync"
	"time"

	"github.com/transparency-dev/tessera"
	"github.com/transparency-dev/tessera/storage/posix"
	"golang.org/x/mod/sumdb/note"
)

func main() {
	dir := flag.String("dir", "", "folder of the log, which is made")
	callers := flag.Int("callers", 256, "how many append at once")
	span := flag.Duration("time", 5*time.Second, "how long")
	batch := flag.Uint("batch", tessera.DefaultBatchMaxSize, "entries of a batch")
	age := flag.Duration("age", tessera.DefaultBatchMaxAge, "how long a batch waits for more entries")
	published := flag.Bool("published", false, "wait until a checkpoint covers the entry")
	size := flag.Int("size", 400, "bytes of an entry")
	flag.Parse()
	if err := run(*dir, *callers, *span, *batch, *age, *published, *size); err != nil {
		log.Fatal(err)
	}
}

func run(dir string, callers int, span time.Duration, batch uint, age time.Duration, published bool, size int) error {
	ctx := context.Background()
	secret, _, err := note.GenerateKey(rand.Reader, "bench.example/log")
	if err != nil {
		return err
	}
	signer, err := note.NewSigner(secret)
	if err != nil {
		return err
	}
	driver, err := posix.New(ctx, posix.Config{Path: dir})
	if err != nil {
		return err
	}
	options := tessera.NewAppendOptions().
		WithCheckpointSigner(signer).
		WithCheckpointInterval(posix100).
		WithBatching(batch, age)
	appender, shutdown, reader, err := tessera.NewAppender(ctx, driver, options)
	if err != nil {
		return err
	}
	awaiter := tessera.NewPublicationAwaiter(ctx, reader.ReadCheckpoint, 5*time.Millisecond)
	add := func() error {
		data := make([]byte, size)
		if _, err := rand.Read(data); err != nil {
			return err
		}
		future := appender.Add(ctx, tessera.NewEntry(data))
		if published {
			_, _, err := awaiter.Await(ctx, future)
			return err
		}
		_, err := future()
		return err
	}
	if _, err := load(callers, span/3, add); err != nil {
		return err
	}
	begin := time.Now()
	latencies, err := load(callers, span, add)
	if err != nil {
		return err
	}
	seconds := time.Since(begin).Seconds()
	slices.Sort(latencies)
	fmt.Printf("%.0f %.3f %.3f\n", float64(len(latencies))/seconds, ms(latencies, 0.5), ms(latencies, 0.99))
	return shutdown(ctx)
}

// The shortest interval of checkpoints that the POSIX driver takes.
const posix100 = 100 * time.Millisecond

func load(callers int, span time.Duration, work func() error) ([]time.Duration, error) {
	end := time.Now().Add(span)
	var mutex sync.Mutex
	var all []time.Duration
	var failed error
	var group sync.WaitGroup
	for range callers {
		group.Go(func() {
			var mine []time.Duration
			for time.Now().Before(end) {
				begin := time.Now()
				if err := work(); err != nil {
					mutex.Lock()
					failed = err
					mutex.Unlock()
					return
				}
				mine = append(mine, time.Since(begin))
			}
			mutex.Lock()
			all = append(all, mine...)
			mutex.Unlock()
		})
	}
	group.Wait()
	return all, failed
}

func ms(sorted []time.Duration, part float64) float64 {
	return float64(sorted[int(float64(len(sorted)-1)*part)].Nanoseconds()) / 1e6
}
