package dev.limen.autodiff;

import java.util.List;

/** A step that solved something, and its certificates, one for each batch lane. */
record Certified(Step step, List<Certificate> lanes) {}
