package dev.limen.inference;

/** Which test statistic limits use. */
public enum TestStatistic {
    /** q_mu (arXiv:1007.1727, eq. 14). */
    Q,
    /** qtilde_mu (eq. 16), for a POI bounded at 0: the default. */
    QTILDE
}
