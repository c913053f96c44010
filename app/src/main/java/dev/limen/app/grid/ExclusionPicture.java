package dev.limen.app.grid;

import dev.limen.app.grid.Exclusion.Curve;
import dev.limen.app.plane.Between;
import dev.limen.app.report.ExclusionFigure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** An exclusion as a picture. */
public final class ExclusionPicture {
    private ExclusionPicture() {}

    /** The picture as an SVG document of its own. */
    public static String svg(Exclusion exclusion) {
        Curve decisive = exclusion.known(Curve.OBSERVED) ? Curve.OBSERVED : Curve.EXPECTED;
        List<Double> heights = exclusion.heights(decisive);
        List<ExclusionFigure.Mark> marks = new ArrayList<>();
        for (int i = 0; i < heights.size(); i++) {
            TestedPoint each = exclusion.points().get(i);
            marks.add(new ExclusionFigure.Mark(
                    each.point().place().orElseThrow(),
                    heights.get(i) < 0 ? ExclusionFigure.Verdict.EXCLUDED : ExclusionFigure.Verdict.ALLOWED,
                    GridTable.text(each)));
        }
        String level =
                BigDecimal.valueOf(100 * exclusion.level()).stripTrailingZeros().toPlainString();
        return new ExclusionFigure(
                        "Excluded at " + level + " % CL",
                        exclusion.axes().get(0),
                        exclusion.axes().get(1),
                        marks,
                        Between.of(exclusion.plane(), exclusion.heights(Curve.MINUS), exclusion.heights(Curve.PLUS)),
                        exclusion.lines(Curve.EXPECTED),
                        exclusion.lines(Curve.OBSERVED))
                .svg();
    }
}
