package dev.limen.data;

/** A compensated sum in the order of its terms (Neumaier, Z. Angew. Math. Mech. 54 (1974) 39). */
final class Sum {
    private double sum;
    private double lost;

    void add(double term) {
        double next = sum + term;
        lost += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
        sum = next;
    }

    double value() {
        return sum + lost;
    }
}
