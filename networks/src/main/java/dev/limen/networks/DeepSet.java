package dev.limen.networks;

import dev.limen.autodiff.Expr;
import dev.limen.autodiff.Shape;
import dev.limen.autodiff.Tensor;
import dev.limen.autodiff.fused.Segments;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A network of the objects of an event, such as its jets, in any order and number:
 *
 * <pre>  y = rho( sum_o w_o phi(x_o), e )</pre>
 *
 * <p>with object columns x, object weights w (soft cuts; 1 without), and event columns e, which may be missing (M. Zaheer
 * et al., arXiv:1703.06114, theorem 2; P. T. Komiske et al., arXiv:1810.05165). An event without objects has the sum 0.
 *
 * @param phi of one object
 * @param rho of the sum of phi's outputs, followed by the event columns
 */
public record DeepSet(Network phi, Network rho) {

    /**
     * @throws IllegalArgumentException if widths or types do not fit, or one normalises over batches
     */
    public DeepSet {
        if (rho.inputs() < phi.outputs() || phi.dtype() != rho.dtype()) {
            throw new IllegalArgumentException("deep set: rho takes " + rho.inputs() + " numbers of " + rho.dtype()
                    + " and phi gives " + phi.outputs() + " of " + phi.dtype()
                    + "; expected one type, and room in rho for phi's outputs and the event columns");
        }
        if (!phi.statistics().isEmpty() || !rho.statistics().isEmpty()) {
            throw new IllegalArgumentException(
                    "deep set: batch normalisation in phi or rho; expected none. layerNorm() needs no statistics.");
        }
    }

    /** Number of event columns that rho takes beside phi's sums. */
    public int eventInputs() {
        return rho.inputs() - phi.outputs();
    }

    /** Names ({@code phi.} and {@code rho.}, layer, role) and shapes of what is trained, in order. */
    public List<NamedShape> weights() {
        return Stream.concat(named("phi.", phi), named("rho.", rho)).toList();
    }

    private static Stream<NamedShape> named(String prefix, Network part) {
        return part.weights().stream().map(place -> new NamedShape(prefix + place.name(), place.shape()));
    }

    /** Weights to begin with: the same for the same seed. */
    public Weights initial(long seed) {
        List<Tensor> tensors = new ArrayList<>(phi.initial(seed).tensors());
        // Another seed, or equal layers of phi and rho would begin alike.
        tensors.addAll(rho.initial(~seed).tensors());
        return new Weights(weights(), phi.dtype(), tensors);
    }

    /** One variable for each weight tensor, named {@code prefix} and its name. */
    public List<Expr> variables(String prefix) {
        List<Expr> variables = new ArrayList<>(phi.variables(prefix + "phi."));
        variables.addAll(rho.variables(prefix + "rho."));
        return List.copyOf(variables);
    }

    /**
     * The outputs of a set without event columns, {@code [events, outputs]}.
     *
     * @param segments how many objects each event has
     * @param objects  {@code [objects, phi.inputs]}
     * @param w        {@code [objects]}
     * @param weights  one for each of {@link #weights}
     * @throws IllegalArgumentException naming what does not fit
     */
    public Expr apply(Segments segments, Expr objects, Expr w, List<Expr> weights) {
        requireEventInputs(0);
        return rho.apply(sums(segments, objects, w, weights), ofRho(weights));
    }

    /** As {@link #apply(Segments, Expr, Expr, List)} with event columns {@code [events, eventInputs]}. */
    public Expr apply(Segments segments, Expr objects, Expr w, Expr events, List<Expr> weights) {
        requireEventInputs(events.shape().dim(events.shape().rank() - 1));
        Expr sums = sums(segments, objects, w, weights);
        return rho.apply(Expr.concat(1, List.of(sums, events)), ofRho(weights));
    }

    private void requireEventInputs(int given) {
        if (given != eventInputs()) {
            throw new IllegalArgumentException("deep set: " + given + " event columns; expected " + eventInputs()
                    + ", what rho takes beside the " + phi.outputs() + " outputs of phi");
        }
    }

    private Expr sums(Segments segments, Expr objects, Expr w, List<Expr> weights) {
        if (weights.size() != weights().size()) {
            throw new IllegalArgumentException("deep set: " + weights.size() + " weights for "
                    + weights().stream().map(NamedShape::name).toList());
        }
        if (!w.shape().equals(segments.objects())) {
            throw new IllegalArgumentException("deep set: object weights of shape " + w.shape() + "; expected "
                    + segments.objects() + ", one for each object");
        }
        Expr each = phi.apply(objects, ofPhi(weights));
        return segments.sum(each.mul(w.cast(each.dtype()).reshape(w.shape().then(Shape.of(1)))), 1);
    }

    private List<Expr> ofPhi(List<Expr> weights) {
        return weights.subList(0, phi.weights().size());
    }

    private List<Expr> ofRho(List<Expr> weights) {
        return weights.subList(phi.weights().size(), weights.size());
    }
}
