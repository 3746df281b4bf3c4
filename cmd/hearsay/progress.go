package main

import (
	"io"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// A bar shows how far a long step is, on a terminal; elsewhere it does nothing.
type bar struct {
	p *mpb.Progress
	b *mpb.Bar
}

// progress starts a bar for total steps.
func (e *env) progress(what string, total int) *bar {
	if !e.terminal || e.quiet || e.json {
		return &bar{}
	}
	p := mpb.New(mpb.WithOutput(io.Writer(e.stderr)), mpb.WithWidth(50))
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
