package dev.limen.autodiff;

import java.util.List;

/** A kernel that solves something and says how well. */
public interface CertifiedKernel extends Kernel {

    /** The certificates of the latest run, one for each batch lane. */
    List<Certificate> certificates();
}
