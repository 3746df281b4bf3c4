package main

import (
	"fmt"
	"sync/atomic"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"hearsay/crawl"
)

// A bar shows how far a long step is, on a terminal; elsewhere it does nothing.
type bar struct {
	p *mpb.Progress
	b *mpb.Bar
}

// progress starts a bar for total steps.
func (e *env) progress(what string, total int) *bar {
	if e.screen == nil || e.quiet || e.json {
		return &bar{}
	}
	p := mpb.New(mpb.WithOutput(e.screen), mpb.WithWidth(50))
	b := p.AddBar(int64(total),
		mpb.PrependDecorators(decor.Name(what+" ")),
		mpb.AppendDecorators(decor.CountersNoUnit("%d of %d "), decor.EwmaETA(decor.ET_STYLE_GO, 30)))
	return &bar{p, b}
}

func (b *bar) set(n int) {
	if b.b != nil {
		b.b.SetCurrent(int64(n))
	}
}

func (b *bar) done() {
	if b.b != nil {
		b.b.Abort(false)
		b.p.Wait()
	}
}

// A crawlLine shows how far a crawl is, on a terminal: one line that is written over.
type crawlLine struct {
	p *mpb.Progress
	b *mpb.Bar
	s atomic.Pointer[crawl.Progress]
}

func (e *env) crawlProgress() *crawlLine {
	l := &crawlLine{}
	if e.screen == nil || e.quiet || e.json {
		return l
	}
	l.p = mpb.New(mpb.WithOutput(e.screen))
	l.b = l.p.New(0, mpb.NopStyle(), mpb.PrependDecorators(decor.Any(func(decor.Statistics) string {
		s := l.s.Load()
		if s == nil {
			return "crawling"
		}
		failed := 0
		for _, n := range s.Errors {
			failed += n
		}
		return fmt.Sprintf("crawling %s: %d fetched (%.1f/s), %d kept, %d failed, %s; %d addresses at %d hosts wait",
			s.Elapsed.Round(time.Second), s.Fetched, s.Rate, s.Kept, failed, megabytes(s.Bytes), s.Pending, s.Waiting)
	})))
	return l
}

func (l *crawlLine) update(p crawl.Progress) {
	if l.b != nil {
		l.s.Store(&p)
	}
}

func (l *crawlLine) done() {
	if l.b != nil {
		l.b.Abort(true)
		l.p.Wait()
	}
}
