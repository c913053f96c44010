package dev.limen.autodiff.fused;

import java.util.ArrayList;
import java.util.List;

/**
 * What an axis contributes to a term of {@link KernelProduct}: {@code G(t) = t^power K_order(t)} with {@code t = (e - x) / h}, at the edges or
 * between them.
 *
 * @param place where
 * @param order of the derivative of K, 0 for K itself
 * @param power of t, 0 unless the order is above 0
 */
public record KernelFactor(Place place, int order, int power) {

    /** The highest order and power. */
    public static final int LARGEST = 12;

    /** Where G is taken. */
    public enum Place {
        /** {@code G(e_a) - G(e_(a-1))}: in the cells that edges cut the line into, the two outer ones reaching to infinity. */
        CELL,
        /** {@code G(e_a)}; the order is above 0. */
        EDGE
    }

    /** The share of a cell: {@code K((e_a - x)/h) - K((e_(a-1) - x)/h)}. */
    public static final KernelFactor SHARE = new KernelFactor(Place.CELL, 0, 0);

    public KernelFactor {
        boolean flat = order == 0 && (power > 0 || place == Place.EDGE);
        if (order < 0 || power < 0 || order > LARGEST || power > LARGEST || flat) {
            throw new IllegalArgumentException("kernel product: order " + order + ", power " + power + " in " + place
                    + "; expected orders and powers from 0 to " + LARGEST
                    + ", and an order above 0 at edges and for powers above 0");
        }
    }

    /** A multiple of a factor. */
    record Multiple(double multiple, KernelFactor factor) {}

    /** Number of values for so many edges. */
    public int length(int edges) {
        return place == Place.CELL ? edges + 1 : edges;
    }

    /** Where G goes for large t: it is 0 for t far below 0. */
    public double limit() {
        return order == 0 ? 1 : 0;
    }

    /** dG/dt. */
    List<Multiple> raised(Place other) {
        List<Multiple> sum = new ArrayList<>();
        if (power > 0) {
            sum.add(new Multiple(power, new KernelFactor(other, order, power - 1)));
        }
        sum.add(new Multiple(1, new KernelFactor(other, order + 1, power)));
        return sum;
    }

    /** t dG/dt. */
    List<Multiple> stretched() {
        List<Multiple> sum = new ArrayList<>();
        if (power > 0) {
            sum.add(new Multiple(power, this));
        }
        sum.add(new Multiple(1, new KernelFactor(place, order + 1, power + 1)));
        return sum;
    }
}
