package dev.limen.networks;

import dev.limen.autodiff.DType;
import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The numbers of a network: one immutable tensor a name, in the order of the network's list. */
public final class Weights {
    private final List<NamedShape> places;
    private final List<Tensor> tensors;

    /**
     * Given numbers.
     *
     * @throws IllegalArgumentException naming a tensor whose shape or type is not that of its place
     */
    Weights(List<NamedShape> places, DType dtype, List<Tensor> tensors) {
        if (places.size() != tensors.size()) {
            throw new IllegalArgumentException(
                    "weights: " + tensors.size() + " tensors for the " + places.size() + " of " + names(places));
        }
        for (int k = 0; k < places.size(); k++) {
            Tensor tensor = tensors.get(k);
            NamedShape place = places.get(k);
            if (!tensor.shape().equals(place.shape()) || tensor.dtype() != dtype) {
                throw new IllegalArgumentException("weights: '" + place.name() + "' got " + tensor.dtype()
                        + tensor.shape() + "; expected " + dtype + place.shape());
            }
        }
        this.places = List.copyOf(places);
        this.tensors = List.copyOf(tensors);
    }

    private static List<String> names(List<NamedShape> places) {
        return places.stream().map(NamedShape::name).toList();
    }

    /** The tensors' names, in order. */
    public List<String> names() {
        return names(places);
    }

    /** The tensors, in order. */
    public List<Tensor> tensors() {
        return tensors;
    }

    /**
     * Other tensors at the same places, as a program gave them.
     *
     * @throws IllegalArgumentException naming a tensor whose shape or type is not that of its place
     */
    public Weights with(List<Tensor> others) {
        return new Weights(places, dtype(), others);
    }

    /** The tensors as constants, in order: what {@link Network#apply} takes. */
    public List<Expr> constants() {
        return tensors.stream().map(Expr::constant).toList();
    }

    /**
     * The tensor of a name.
     *
     * @throws IllegalArgumentException listing the names, if it is none of them
     */
    public Tensor get(String name) {
        return IntStream.range(0, places.size())
                .filter(k -> places.get(k).name().equals(name))
                .mapToObj(tensors::get)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "weights: no tensor is named '" + name + "'; there are " + names()));
    }

    /** Number of elements of all tensors. */
    public int size() {
        return tensors.stream().mapToInt(Tensor::size).sum();
    }

    /** All elements, tensor by tensor, row-major, in a new array. */
    public double[] flat() {
        double[] flat = new double[size()];
        int at = 0;
        for (Tensor tensor : tensors) {
            tensor.copyTo(0, flat, at, tensor.size());
            at += tensor.size();
        }
        return flat;
    }

    /**
     * Other numbers at the same places, rounded to the tensors' type.
     *
     * @param flat as {@link #flat}
     * @throws IllegalArgumentException if there are more or fewer than {@link #size}, or one is not finite
     */
    public Weights with(double[] flat) {
        if (flat.length != size()) {
            throw new IllegalArgumentException(
                    "weights: " + flat.length + " numbers for " + size() + " elements of " + names());
        }
        Tensor[] changed = new Tensor[tensors.size()];
        int at = 0;
        for (int k = 0; k < changed.length; k++) {
            Tensor old = tensors.get(k);
            double[] values = Arrays.copyOfRange(flat, at, at + old.size());
            for (int i = 0; i < values.length; i++) {
                if (!Double.isFinite(values[i])) {
                    throw new IllegalArgumentException("weights: element " + i + " of '"
                            + places.get(k).name() + "' is " + values[i]
                            + "; expected a finite number. Did the training diverge? Lower its learning rate.");
                }
            }
            changed[k] = Tensor.fromDoubles(old.shape(), old.dtype(), values);
            at += old.size();
        }
        return new Weights(places, dtype(), List.of(changed));
    }

    /**
     * {@code (1 - share) this + share other}, element by element: how running statistics follow those of batches.
     *
     * @param other of the same names and shapes
     * @param share from 0 to 1
     */
    public Weights blend(Weights other, double share) {
        if (!places.equals(other.places) || !(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("weights: blend of " + names() + " with a share " + share + " of "
                    + other.names() + "; expected the same names and shapes, and a share from 0 to 1");
        }
        double[] mixed = flat();
        double[] more = other.flat();
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (1 - share) * mixed[i] + share * more[i];
        }
        return with(mixed);
    }

    private DType dtype() {
        return tensors.isEmpty() ? DType.FLOAT64 : tensors.get(0).dtype();
    }

    /** Same names, shapes, types and bits. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Weights that && places.equals(that.places) && tensors.equals(that.tensors);
    }

    @Override
    public int hashCode() {
        return 31 * places.hashCode() + tensors.hashCode();
    }

    @Override
    public String toString() {
        return "Weights" + places;
    }
}
