package dev.limen.autodiff;

import java.util.Arrays;

/**
 * An immutable array of numbers on the host: the only way numbers go into a program and come out of it.
 *
 * <p>Elements are stored row-major in the Java array that fits the type: {@code double[]}, {@code float[]},
 * {@code int[]} or {@code boolean[]}.
 */
public final class Tensor {
    private final Shape shape;
    private final DType dtype;
    private final Object data;

    private Tensor(Shape shape, DType dtype, Object data, int length) {
        if (shape.size() != length) {
            throw new IllegalArgumentException(
                    "tensor: " + length + " elements do not fill shape " + shape + " of " + shape.size());
        }
        this.shape = shape;
        this.dtype = dtype;
        this.data = data;
    }

    /** A single 64-bit number. */
    public static Tensor scalar(double value) {
        return wrap(Shape.scalar(), new double[] {value});
    }

    /** A vector; the array is copied. */
    public static Tensor of(double... values) {
        return wrap(Shape.of(values.length), values.clone());
    }

    /** A vector of integers; the array is copied. */
    public static Tensor ofInts(int... values) {
        return wrap(Shape.of(values.length), values.clone());
    }

    /** A tensor of this shape; the array is copied. */
    public static Tensor of(Shape shape, double... values) {
        return wrap(shape, values.clone());
    }

    /** A tensor over this array, which is not copied and must never be changed afterwards. */
    public static Tensor wrap(Shape shape, double[] values) {
        return new Tensor(shape, DType.FLOAT64, values, values.length);
    }

    /** A 32-bit tensor over this array, which is not copied and must never be changed afterwards. */
    public static Tensor wrap(Shape shape, float[] values) {
        return new Tensor(shape, DType.FLOAT32, values, values.length);
    }

    /** An integer tensor over this array, which is not copied and must never be changed afterwards. */
    public static Tensor wrap(Shape shape, int[] values) {
        return new Tensor(shape, DType.INT32, values, values.length);
    }

    /** A boolean tensor over this array, which is not copied and must never be changed afterwards. */
    public static Tensor wrap(Shape shape, boolean[] values) {
        return new Tensor(shape, DType.BOOL, values, values.length);
    }

    /** A tensor of the given type with these numbers, rounded to it; the array is not kept. */
    public static Tensor fromDoubles(Shape shape, DType dtype, double[] values) {
        return switch (dtype) {
            case FLOAT64 -> of(shape, values);
            case FLOAT32 -> {
                float[] floats = new float[values.length];
                for (int i = 0; i < values.length; i++) {
                    floats[i] = (float) values[i];
                }
                yield wrap(shape, floats);
            }
            case INT32 -> {
                int[] ints = new int[values.length];
                for (int i = 0; i < values.length; i++) {
                    ints[i] = (int) values[i];
                }
                yield wrap(shape, ints);
            }
            case BOOL -> {
                boolean[] flags = new boolean[values.length];
                for (int i = 0; i < values.length; i++) {
                    flags[i] = values[i] != 0;
                }
                yield wrap(shape, flags);
            }
        };
    }

    public Shape shape() {
        return shape;
    }

    public DType dtype() {
        return dtype;
    }

    /** Number of elements. */
    public int size() {
        return shape.size();
    }

    /** The element at position {@code index} of the row-major order, as a double (true is 1). */
    public double at(int index) {
        return switch (dtype) {
            case FLOAT64 -> ((double[]) data)[index];
            case FLOAT32 -> ((float[]) data)[index];
            case INT32 -> ((int[]) data)[index];
            case BOOL -> ((boolean[]) data)[index] ? 1 : 0;
        };
    }

    /**
     * The number in a tensor of one element.
     *
     * @throws IllegalStateException if there are more, or none
     */
    public double item() {
        if (size() != 1) {
            throw new IllegalStateException("item() wants one element; this tensor has shape " + shape);
        }
        return at(0);
    }

    /** All elements as doubles, in a new array. */
    public double[] toDoubles() {
        double[] copy = new double[size()];
        copyTo(0, copy, 0, copy.length);
        return copy;
    }

    /** Copies {@code count} elements from row-major position {@code from} to {@code target[to...]}, as doubles. */
    public void copyTo(int from, double[] target, int to, int count) {
        switch (dtype) {
            case FLOAT64 -> System.arraycopy((double[]) data, from, target, to, count);
            case FLOAT32 -> {
                float[] floats = (float[]) data;
                for (int i = 0; i < count; i++) {
                    target[to + i] = floats[from + i];
                }
            }
            case INT32 -> {
                int[] ints = (int[]) data;
                for (int i = 0; i < count; i++) {
                    target[to + i] = ints[from + i];
                }
            }
            case BOOL -> {
                boolean[] flags = (boolean[]) data;
                for (int i = 0; i < count; i++) {
                    target[to + i] = flags[from + i] ? 1 : 0;
                }
            }
        }
    }

    /** Same shape, type and bits. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that
                && dtype == that.dtype
                && shape.equals(that.shape)
                && Arrays.deepEquals(new Object[] {data}, new Object[] {that.data});
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.deepHashCode(new Object[] {data});
    }

    @Override
    public String toString() {
        int shown = Math.min(size(), 16);
        StringBuilder text = new StringBuilder().append(dtype).append(shape).append(" {");
        for (int i = 0; i < shown; i++) {
            text.append(i == 0 ? "" : ", ").append(at(i));
        }
        return text.append(size() > shown ? ", ..." : "").append('}').toString();
    }
}
