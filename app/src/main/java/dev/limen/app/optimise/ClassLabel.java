package dev.limen.app.optimise;

import dev.limen.app.analysis.Categories;
import dev.limen.app.analysis.Categories.Category;
import dev.limen.app.analysis.Role;
import dev.limen.app.analysis.Sample;
import dev.limen.autodiff.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a classifier shall say of a sample's events.
 *
 * @param name in words
 * @param outputs any of which may be the largest, of a network of several; empty of a network of one
 * @param signal whether the one output shall be large
 */
record ClassLabel(String name, List<Integer> outputs, boolean signal) {

    /** The label of a sample: its role, or the categories that name it. */
    static ClassLabel of(Scorer scorer, Sample sample) {
        Optional<Categories> categories = scorer.categories();
        if (categories.isEmpty()) {
            boolean signal = sample.role() == Role.SIGNAL;
            return new ClassLabel(signal ? "signal" : "background", List.of(), signal);
        }
        List<Category> list = categories.get().list();
        List<Integer> outputs = IntStream.range(0, list.size())
                .filter(k -> list.get(k).samples().contains(sample.name()))
                .boxed()
                .toList();
        List<String> names = outputs.stream().map(k -> list.get(k).name()).toList();
        return new ClassLabel(scorer.name() + " " + String.join(" or ", names), outputs, false);
    }

    /**
     * The cross-entropy {@code [events]} of what a network says before its last function, z {@code [events, outputs]}: {@code
     * log(1 + e^-z)} of signal and {@code log(1 + e^z)} of background, or of several outputs {@code log(sum e^z) - log(sum e^z of
     * those allowed)}.
     */
    Expr entropy(Expr logits) {
        if (outputs.isEmpty()) {
            Expr z = Scorer.column(logits, 0);
            Expr wrong = signal ? z.neg() : z;
            // log(1 + e^wrong) without overflow.
            return wrong.max(0).add(wrong.abs().neg().exp().log1p());
        }
        List<Expr> allowed = new ArrayList<>();
        outputs.forEach(output -> allowed.add(logits.slice(1, output, output + 1)));
        return logSum(logits).sub(logSum(Expr.concat(1, allowed)));
    }

    private static Expr logSum(Expr logits) {
        Expr largest = logits.maximum(1).detach();
        Expr column = largest.reshape(logits.shape().replace(1, 1)).broadcastTo(logits.shape());
        return logits.sub(column).exp().sum(1).log().add(largest);
    }

    @Override
    public String toString() {
        return name;
    }
}
