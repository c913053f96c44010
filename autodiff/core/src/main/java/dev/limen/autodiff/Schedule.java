package dev.limen.autodiff;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * When each step runs. Steps without event axis run once; the others in sweeps over blocks of events.
 *
 * <p>A slot's level is the number of sweeps that must be complete before it can be computed. Sweep n computes, block
 * by block, every event-shaped slot of level n or less that it needs (some of them again), puts together the reductions
 * of level n, and writes what is wanted whole: program outputs and the inputs of steps that mix events.
 *
 * @param stages     what runs at each level, in order
 * @param constants  steps that depend on no variable, run when the program is compiled
 * @param kept       slots written whole only because it is costly to compute them again in a later sweep
 * @param wholeRoots roots of the event-shaped slots that exist in full length: variables and those written whole
 */
record Schedule(List<Stage> stages, List<Step> constants, List<Slot> kept, BitSet wholeRoots) {

    /**
     * What runs at a level: first the small steps, then the sweep, then the steps that mix events.
     *
     * @param small steps without event axis
     * @param sweep the pass over blocks
     * @param whole steps that want their inputs whole
     */
    record Stage(List<Step> small, Sweep sweep, List<Step> whole) {}

    static Schedule of(Lowering.Lowered program) {
        return new Scheduler(program).schedule(false);
    }

    /** With results that are costly kept from sweep to sweep. */
    static Schedule keeping(Lowering.Lowered program) {
        return new Scheduler(program).schedule(true);
    }

    /** Bytes that the kept slots take. */
    long keptBytes(Lengths lengths) {
        long bytes = 0;
        for (Slot slot : kept) {
            bytes += 8L * slot.bound(lengths).size();
        }
        return bytes;
    }

    /** Computes levels and hands out steps. */
    private static final class Scheduler {
        private final Lowering.Lowered program;
        private final int[] levels;
        private final BitSet whole = new BitSet();
        private final BitSet varying = new BitSet();
        private final BitSet costly = new BitSet();
        private final List<Slot> kept = new ArrayList<>();
        private int last;

        Scheduler(Lowering.Lowered program) {
            this.program = program;
            this.levels = new int[program.slots()];
        }

        Schedule schedule(boolean keeping) {
            for (Slot input : program.inputs()) {
                varying.set(input.root());
                whole.set(input.root(), input.isOpen());
            }
            List<Step> constants = new ArrayList<>();
            List<Step> rest = new ArrayList<>();
            for (Step step : program.steps()) {
                (isConstant(step) ? constants : rest).add(step);
            }
            rest.forEach(this::level);
            if (keeping) {
                keep(rest);
            }
            List<List<Slot>> writes = writes(rest);
            List<Stage> stages = new ArrayList<>();
            for (int level = 0; level <= last; level++) {
                stages.add(stage(rest, level, writes.get(level)));
            }
            return new Schedule(List.copyOf(stages), List.copyOf(constants), List.copyOf(kept), whole);
        }

        private boolean isConstant(Step step) {
            boolean constant = !step.touchesOpen() && !(step.primitive() instanceof Implicit) && !varies(step.inputs());
            step.outputs().forEach(slot -> varying.set(slot.root(), !constant));
            return constant;
        }

        private boolean varies(List<Slot> slots) {
            for (Slot slot : slots) {
                if (varying.get(slot.root())) {
                    return true;
                }
            }
            return false;
        }

        private int inputLevel(Step step) {
            int level = 0;
            for (Slot slot : step.inputs()) {
                level = Math.max(level, levels[slot.root()]);
            }
            return level;
        }

        private void level(Step step) {
            EventRole role = EventRole.of(step);
            int before = inputLevel(step);
            for (Slot slot : step.outputs()) {
                boolean inSweep =
                        role == EventRole.NONE || role == EventRole.MAP || role == EventRole.REDUCE && slot.isOpen();
                levels[slot.root()] = inSweep ? before : before + 1;
                last = Math.max(last, levels[slot.root()]);
                if (role == EventRole.WHOLE && slot.isOpen()) {
                    whole.set(slot.root());
                }
            }
        }

        private void keep(List<Step> rest) {
            for (Step step : rest) {
                for (Slot slot : step.inputs()) {
                    if (costly.get(slot.root()) && levels[slot.root()] < inputLevel(step)) {
                        costly.clear(slot.root());
                        kept.add(slot);
                    }
                }
                List<Shape> shapes = step.inputs().stream().map(Slot::shape).toList();
                if (step.primitive() instanceof Fused fused && fused.isWorthKeeping(shapes)) {
                    step.outputs().stream().filter(Slot::isOpen).forEach(slot -> costly.set(slot.root()));
                }
            }
        }

        /** The slots that each sweep writes whole. */
        private List<List<Slot>> writes(List<Step> rest) {
            List<Slot> wanted = new ArrayList<>();
            for (Step step : rest) {
                if (EventRole.of(step) == EventRole.WHOLE) {
                    wanted.addAll(step.inputs());
                }
            }
            wanted.addAll(program.outputs());
            wanted.addAll(kept);
            List<List<Slot>> writes = new ArrayList<>();
            for (int level = 0; level <= last; level++) {
                writes.add(new ArrayList<>());
            }
            for (Slot slot : wanted) {
                if (slot.isOpen() && !whole.get(slot.root())) {
                    whole.set(slot.root());
                    writes.get(levels[slot.root()]).add(slot);
                }
            }
            return writes;
        }

        private Stage stage(List<Step> rest, int level, List<Slot> writes) {
            List<Step> small = new ArrayList<>();
            List<Step> whole = new ArrayList<>();
            List<Step> reductions = new ArrayList<>();
            for (Step step : rest) {
                if (inputLevel(step) != level) {
                    continue;
                }
                switch (EventRole.of(step)) {
                    case NONE -> small.add(step);
                    case WHOLE -> whole.add(step);
                    case REDUCE -> reductions.add(step);
                    case MAP -> {}
                }
            }
            return new Stage(
                    List.copyOf(small),
                    Sweep.of(rest, reductions, writes, program.inputs(), this.whole),
                    List.copyOf(whole));
        }
    }
}
