package dev.limen.histfactory;

import dev.limen.histfactory.internal.Located;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** From JSON to a patch set, by version 1.0.0 of the published schema. */
final class PatchSetDecoder {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_]+");
    private static final Pattern HEPDATA = Pattern.compile("ins[0-9]{7}");
    private static final Pattern MD5 = Pattern.compile("[a-f0-9]{32}");
    private static final Pattern SHA256 = Pattern.compile("[a-fA-F0-9]{64}");

    private final Located document;
    private final Located metadata;

    PatchSetDecoder(Located document) {
        this.document = document.object("a patch set", List.of("metadata", "patches", "version"), List.of());
        WorkspaceDecoder.version(document.field("version"));
        this.metadata = document.field("metadata")
                .openObject("the metadata", List.of("references", "digests", "labels", "description"));
        Located references = metadata.field("references").object("the references", List.of(), List.of("hepdata"));
        matched(
                references
                        .optional("hepdata")
                        .orElseThrow(() -> references.error("no reference. Add \"hepdata\": \"ins1234567\".")),
                HEPDATA,
                "an INSPIRE record, 'ins' and seven digits");
    }

    Map<String, String> digests() {
        Located digests = metadata.field("digests").object("the digests", List.of(), List.of("md5", "sha256"));
        Map<String, String> found = new TreeMap<>();
        digests.optional("md5").ifPresent(d -> found.put("md5", matched(d, MD5, "32 digits 0-9a-f")));
        digests.optional("sha256").ifPresent(d -> found.put("sha256", matched(d, SHA256, "64 hexadecimal digits")));
        if (found.isEmpty()) {
            throw digests.error("no digest of the background-only workspace. Add its md5 or sha256.");
        }
        return Collections.unmodifiableMap(found);
    }

    List<String> labels() {
        return metadata.field("labels").elements(1, "labels").stream()
                .map(label -> matched(label, NAME, "letters, digits and _ only"))
                .toList();
    }

    String description() {
        return metadata.field("description").string();
    }

    List<Patch> patches() {
        int axes = labels().size();
        List<Patch> patches = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        Map<List<Object>, String> points = new HashMap<>();
        for (Located entry : document.field("patches").elements(1, "patches")) {
            Patch patch = patch(entry, axes);
            unique(names, patch.name(), entry, "name '" + patch.name() + "'");
            unique(points, patch.values(), entry, "values " + patch.values());
            patches.add(patch);
        }
        return List.copyOf(patches);
    }

    private static Patch patch(Located entry, int axes) {
        entry.object("a patch", List.of("metadata", "patch"), List.of());
        Located about = entry.field("metadata").openObject("a patch's metadata", List.of("name", "values"));
        Located values = about.field("values");
        List<Object> point = new ArrayList<>();
        for (Located value : values.elements(0, "numbers and strings")) {
            if (!value.node().isTextual() && !value.node().isNumber()) {
                throw value.expected("a number or a string");
            }
            point.add(value.node().isTextual() ? (Object) value.string() : (Object) value.number());
        }
        if (point.size() != axes) {
            throw values.error(point.size() + " values, but the patch set has " + axes
                    + " labels. Give one value for each label.");
        }
        String name = matched(about.field("name"), NAME, "letters, digits and _ only");
        return new Patch(name, point, JsonPatch.of(entry.field("patch")));
    }

    private static <K> void unique(Map<K, String> seen, K key, Located entry, String what) {
        Optional.ofNullable(seen.putIfAbsent(key, entry.pointer())).ifPresent(first -> {
            throw entry.error("a second patch with the " + what + "; the first is " + first
                    + ". Names and values must be unique.");
        });
    }

    private static String matched(Located at, Pattern pattern, String meaning) {
        String text = at.string();
        if (!pattern.matcher(text).matches()) {
            throw at.error("found '" + text + "'; expected " + meaning + ".");
        }
        return text;
    }
}
