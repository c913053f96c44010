package dev.limen.app.analysis;

import dev.limen.histfactory.Interpolation;
import java.util.List;
import java.util.Optional;

/**
 * A whole analysis as its file declares it: events, selection, regions, systematic uncertainties and what to optimise.
 *
 * <p>Lists keep the order of the file; names are unique within each list.
 *
 * @param interpolation of the variations: codes 4 and 4p unless the file names others
 * @param backend the name of where numbers are computed, unless the command line names another
 */
public record Analysis(
        Optional<Luminosity> luminosity,
        Events events,
        List<Sample> samples,
        List<Column> columns,
        List<ObjectCollection> objects,
        Optional<String> preselection,
        List<Network> networks,
        List<Cut> cuts,
        List<Region> regions,
        List<Systematic> systematics,
        Objective objective,
        Optimiser optimiser,
        Training training,
        Interpolation interpolation,
        Optional<String> backend) {

    /** The name of the parameter of interest: the signal strength, a factor on every signal sample. */
    public static final String POI = "mu";

    /** The name of the modifier and nuisance parameter of the luminosity's uncertainty. */
    public static final String LUMINOSITY_MODIFIER = "lumi";

    /** Copies the lists. */
    public Analysis {
        samples = List.copyOf(samples);
        columns = List.copyOf(columns);
        objects = List.copyOf(objects);
        networks = List.copyOf(networks);
        cuts = List.copyOf(cuts);
        regions = List.copyOf(regions);
        systematics = List.copyOf(systematics);
    }

    /** The samples of one role, in file order. */
    public List<Sample> samples(Role role) {
        return samples.stream().filter(sample -> sample.role() == role).toList();
    }

    /** The simulated samples, signal and background, in file order. */
    public List<Sample> simulated() {
        return samples.stream().filter(sample -> sample.role() != Role.DATA).toList();
    }

    /**
     * The cut of a name.
     *
     * @throws IllegalArgumentException if no cut has the name
     */
    public Cut cut(String name) {
        return cuts.stream()
                .filter(cut -> cut.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No cut is called '" + name + "'; there are "
                        + cuts.stream().map(Cut::name).toList() + "."));
    }
}
