package dev.limen.inference;

/**
 * What several nuisance parameters do to the POI together.
 *
 * @param name             the group's
 * @param parameters       how many free parameters it has
 * @param held             sqrt(V - V'), V the POI's variance and V' that with the group held at its best fit; such
 *                         numbers of several groups do not add up
 * @param globalObservable the impacts of its auxiliary data in quadrature; those of disjoint groups add up to the total
 */
public record GroupImpact(String name, int parameters, double held, double globalObservable) {}
