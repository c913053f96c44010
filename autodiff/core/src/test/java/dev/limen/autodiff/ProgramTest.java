package dev.limen.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class ProgramTest {
    private static final Expr X = Expr.variable("x", Shape.of(3));
    private static final Expr S = Expr.variable("s", Shape.scalar());

    @Test
    void computesSeveralOutputsOfSeveralInputs() {
        Program program =
                Program.compile(List.of(X, S), List.of(X.mul(S), X.mul(S).sum(), S));
        Result result = program.run(Tensor.of(1, 2, 3), Tensor.scalar(2));
        assertEquals(Tensor.of(2, 4, 6), result.output(0));
        assertEquals(Tensor.scalar(12), result.output(1));
        assertEquals(Tensor.scalar(2), result.output(2));
        assertEquals(
                Tensor.of(-1, -3, 1),
                program.run(Tensor.of(1, 3, -1), Tensor.scalar(-1)).output(0));
    }

    @Test
    void mergesEqualPartsAndDropsWhatNothingNeeds() {
        Expr.variable("unused", Shape.of(3)).sort();
        Expr twice = X.exp().add(X.exp());
        String listing =
                Program.compile(List.of(X), List.of(twice, X.exp().sum())).listing();
        assertEquals(
                1,
                listing.lines().filter(line -> line.strip().startsWith("exp")).count(),
                listing);
        assertTrue(listing.lines().noneMatch(line -> line.contains("sort")), listing);
    }

    @Test
    void namesAnUnboundVariable() {
        IllegalArgumentException compile =
                assertThrows(IllegalArgumentException.class, () -> Program.compile(List.of(X), List.of(X.mul(S))));
        assertTrue(compile.getMessage().contains("'s'"), compile.getMessage());
        IllegalArgumentException run =
                assertThrows(IllegalArgumentException.class, () -> Program.compile(List.of(X, S), List.of(X.mul(S)))
                        .run(Tensor.of(1, 2, 3)));
        assertTrue(run.getMessage().contains("'s'"), run.getMessage());
        IllegalArgumentException evaluate =
                assertThrows(IllegalArgumentException.class, () -> Program.evaluate(S.exp()));
        assertTrue(evaluate.getMessage().contains("'s'"), evaluate.getMessage());
    }

    @Test
    void namesAnInputOfAnotherShapeOrType() {
        Program program = Program.compile(List.of(X), List.of(X.exp()));
        IllegalArgumentException shape =
                assertThrows(IllegalArgumentException.class, () -> program.run(Tensor.of(1, 2)));
        assertEquals("run: input 'x' got FLOAT64[2]; expected FLOAT64[3]", shape.getMessage());
        IllegalArgumentException type =
                assertThrows(IllegalArgumentException.class, () -> program.run(Tensor.ofInts(1, 2, 3)));
        assertEquals("run: input 'x' got INT32[3]; expected FLOAT64[3]", type.getMessage());
    }

    @Test
    void anUnboundVariableSaysHowToBindIt() {
        String message = assertThrows(IllegalArgumentException.class, () -> Program.evaluate(X.sum()))
                .getMessage();
        assertTrue(
                message.endsWith("is not bound; pass it: evaluate(expr, Map.of(variable, Tensor.of(...)))"), message);
    }

    @Test
    void aNaNIsToldWithTheOperationThatMadeIt() {
        Expr expr = Expr.constant(-1).log().exp().add(1);
        assertEquals(
                "evaluate: the result is NaN, which first came from log(-1.0)",
                NanNotice.text(expr, List.of(), List.of()));
        Expr sum = X.sub(2).log().sum();
        assertEquals(
                "evaluate: the result is NaN, which first came from log(FLOAT64[3])",
                NanNotice.text(sum, List.of(X), List.of(Tensor.of(1, 2, 3))));
        assertTrue(NanNotice.text(sum, List.of(X), List.of(Tensor.of(3, Double.NaN, 3)))
                .endsWith("the input 'x' [3]"));
        List<String> logged = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(NanNotice.class.getName());
        logger.addHandler(handler);
        try {
            assertTrue(Double.isNaN(Program.evaluate(expr).item()));
            assertEquals(1, Program.evaluate(Expr.constant(1)).item());
        } finally {
            logger.removeHandler(handler);
        }
        assertEquals(List.of("evaluate: the result is NaN, which first came from log(-1.0)"), logged);
    }

    @Test
    void evaluatesAnExpressionAgainWithoutCompilingAgain() {
        Expr y = X.square().sum();
        assertEquals(14, Program.evaluate(y, Map.of(X, Tensor.of(1, 2, 3))).item());
        Program kept = y.program(() -> {
            throw new AssertionError("compiled again");
        });
        assertEquals(3, Program.evaluate(y, Map.of(X, Tensor.of(1, 1, 1))).item());
        assertSame(kept, y.program(() -> kept));
        assertEquals(Math.PI, Program.evaluate(Expr.constant(Math.PI)).item());
    }

    @Test
    void namesTheFirstNodeThatMadeANaN() {
        Program program = Program.compile(List.of(X), List.of(X.log().mul(2).add(1)));
        Result result = program.run(Tensor.of(1, -1, 2));
        assertTrue(Double.isNaN(result.output(0).at(1)));
        assertEquals("log[[3]] -> [[3]]", result.nanOrigin().orElseThrow());
        assertEquals(
                "input 'x' [3]",
                program.run(Tensor.of(1, Double.NaN, 2)).nanOrigin().orElseThrow());
        assertTrue(program.run(Tensor.of(1, 1, 2)).nanOrigin().isEmpty());
    }

    @Test
    void roundsEveryStepOfSinglePrecision() {
        Expr a = Expr.variable("a", Shape.scalar(), DType.FLOAT32);
        Program program = Program.compile(List.of(a), List.of(a.mul(a).add(a).exp()));
        float x = 0.1f;
        float expected = (float) Math.exp((double) (x * x + x));
        Tensor got = program.run(Tensor.wrap(Shape.scalar(), new float[] {x})).output(0);
        assertEquals(DType.FLOAT32, got.dtype());
        assertEquals(expected, got.item());
    }

    @Test
    void differentiatesAChainDeeperThanTheCallStack() {
        Expr y = S;
        for (int i = 0; i < 20_000; i++) {
            y = i % 2 == 0 ? y.mul(1.0001) : y.sin();
        }
        Expr slope = Derivatives.gradient(y, S);
        Program program = Program.compile(List.of(S), List.of(y, slope));
        double h = 1e-4;
        double x = 0.3;
        double difference = (program.run(Tensor.scalar(x + h)).output(0).item()
                        - program.run(Tensor.scalar(x - h)).output(0).item())
                / (2 * h);
        assertEquals(difference, program.run(Tensor.scalar(x)).output(1).item(), 1e-8);
    }

    @Test
    void evaluatorGivesTheBitsOfRun() {
        Expr y = X.exp().mul(S).sum();
        Program program = Program.compile(List.of(X, S), List.of(y, Derivatives.hessian(y, X)));
        Evaluator evaluator = program.evaluator();
        double[] x = {0.1, 0.2, -3};
        double[] s = {1.5};
        double[][] outputs = {new double[1], new double[9]};
        for (int repeat = 0; repeat < 3; repeat++) {
            x[0] += repeat;
            evaluator.run(new double[][] {x, s}, outputs);
            Result result = program.run(Tensor.of(x), Tensor.scalar(1.5));
            assertEquals(result.output(0).item(), outputs[0][0]);
            assertArrayEquals(result.output(1).toDoubles(), outputs[1]);
        }
    }
}
