package dev.limen.autodiff.nd4j;

import dev.limen.autodiff.MemoryLimitException;
import org.bytedeco.javacpp.BooleanPointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Memory for arrays.
 *
 * <p>On the CPU it is taken through JavaCPP, whose limits ({@code -Dorg.bytedeco.javacpp.maxbytes},
 * {@code maxphysicalbytes}) count it; what ND4J takes by itself the first of them does not see. It goes back when the
 * array is no longer reachable; where a limit is near, JavaCPP collects garbage first.
 */
final class OffHeap {
    private static final String LIMIT = "org.bytedeco.javacpp.max";

    private OffHeap() {}

    /**
     * A flat array whose elements are not set.
     *
     * @throws MemoryLimitException if a limit is reached
     */
    static INDArray create(DataType type, int size) {
        if (!Nd4jDevice.isCpu()) {
            return Nd4j.createUninitialized(type, size);
        }
        try {
            return Nd4j.create(Nd4j.createBuffer(allocate(type, size), size, type), new long[] {size});
        } catch (OutOfMemoryError full) {
            throw new MemoryLimitException(message(type, size), full);
        }
    }

    private static Pointer allocate(DataType type, int size) {
        return switch (type) {
            case DOUBLE -> new DoublePointer(size);
            case FLOAT -> new FloatPointer(size);
            case INT -> new IntPointer(size);
            case BOOL -> new BooleanPointer(size);
            default -> throw new IllegalArgumentException("no memory of type " + type);
        };
    }

    private static String message(DataType type, int size) {
        return "ND4J: no memory outside Java's heap for an array of " + size + " " + type + ": arrays hold "
                + megabytes(Pointer.totalBytes()) + " of " + megabytes(Pointer.maxBytes()) + " (-D" + LIMIT
                + "bytes), the process " + megabytes(Pointer.physicalBytes()) + " of "
                + megabytes(Pointer.maxPhysicalBytes()) + " (-D" + LIMIT
                + "physicalbytes). Raise the limit, take fewer threads or smaller blocks of events, or another back end.";
    }

    private static String megabytes(long bytes) {
        return bytes / (1 << 20) + " MB";
    }
}
