package dev.limen.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limen.histfactory.ShapeSys;
import dev.limen.histfactory.Workspace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands on documents; digests and the table were recorded with pyhf 0.8.0.dev0. */
@Isolated("it gives the process another standard input")
class DocumentCommandsTest {

    @TempDir
    private Path folder;

    private ExampleFiles files;

    @BeforeEach
    void write() throws IOException {
        files = new ExampleFiles(folder);
        files.write();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sort workspace.json | 339046d1e3c20b42cdb3c1fed3f49f45b7ebc5625906d25d77130a60d5601886",
                "prune workspace.json -c CR -t histosys --measurement fixed | 129be09a4ce969539855e9480ebdc5bcaffd651ea84a65a015cd299f24778e2d",
                "prune workspace.json --sample fakes --modifier xsec --modifier lumi | e6a277ed5345a12d2070655e74879da0fc2644a6c04adfb7f380ced44f9ff5dd",
                "rename workspace.json -c SR S -s background b -m mu xsec -m xsec mu --measurement fixed f | 65f86f4c2bf96781f0438d43b57b1b5cef65271d047fbe22b99e53f4eb754696",
                "combine workspace.json other.json --join outer | 04785923fdb1efdedb3d9f010596f1ec123caabe18d90dfad276d1581ed47042",
                "combine workspace.json other.json -j left-outer --merge-channels | 48b0d62db3fe3a08e8c18484e435662163e1ad0229b7a116dc5ca5ca06bc7432",
                "combine workspace.json other.json -j right-outer --no-merge-channels | 62106b0af16f977152310d68a3729a5aebc45c488236399e168ac8a580dc7f1a",
                "patchset apply BkgOnly.json patchset.json --name signal_900 | a47a0e98200b62b29134a530a653f315fe9e8e9e543a13fffbff4628b50c9e40",
            })
    void writeWhatPyhfWrites(String line, String digest) {
        String result = run(line);
        assertEquals(digest, Workspace.parse(result, "result").digest("sha256"), line);
        assertEquals(result.strip(), Workspace.parse(result, "result").toSortedJson(), "it is pyhf's text, too");
    }

    @Test
    void anHs3DocumentBecomesAWorkspace() {
        Session session =
                Session.run("hs3", folder.resolve("model.hs3.json").toString(), "--analysis", "A", "--shapesys", "tau");
        assertEquals(0, session.exitCode(), session.toString());
        Workspace made = Workspace.parse(session.results(), "made");
        assertEquals("mu", made.measurement().poi());
        assertEquals(
                10.0,
                ((ShapeSys) made.channels().get(0).samples().get(1).modifiers().get(1))
                        .data()
                        .get(0));
        assertTrue(
                session.messages()
                        .contains("limen: the variations are interpolated by other codes than usual: give every command"
                                + " --interpolation code1_code4p."),
                session.messages());
        Session unsaid = Session.run("hs3", folder.resolve("model.hs3.json").toString());
        assertEquals(2, unsaid.exitCode());
        assertTrue(unsaid.messages().contains("what these numbers mean differs between programs"), unsaid.messages());
    }

    @Test
    void inspectPrintsPyhfsTable() {
        assertEquals("""
                      Summary\s\s\s\s\s\s\s
                ------------------\s\s
                   channels  2
                    samples  3
                 parameters  7
                  modifiers  7

                   channels  nbins
                 ----------  -----
                         CR    1\s\s
                         SR    2\s\s

                    samples
                 ----------
                 background
                      fakes
                     signal

                 parameters  constraint              modifiers
                 ----------  ----------              ----------
                      count  constrained_by_poisson  shapesys
                       free  unconstrained           shapefactor
                       lumi  constrained_by_normal   lumi
                     mcstat  constrained_by_normal   staterror
                         mu  unconstrained           normfactor
                      shape  constrained_by_normal   histosys
                       xsec  constrained_by_normal   normsys

                measurement           poi            parameters
                 ----------        ----------        ----------
                (*) with signal            mu            lumi,mu
                      fixed            mu            xsec,lumi

                """, run("inspect workspace.json"));
        assertTrue(run("inspect workspace.json --measurement fixed").contains("(*) fixed"));
        assertEquals(
                "CR",
                Session.run("inspect", files.placed("workspace.json"), "--json")
                        .json()
                        .get("channels")
                        .get(0)
                        .get(0)
                        .textValue());
    }

    @Test
    void inspectNeedsNoPoi() {
        assertTrue(run("inspect BkgOnly.json").contains("shape  constrained_by_normal   histosys"));
    }

    @Test
    void readsStandardInput() throws IOException {
        String file = run("sort workspace.json");
        assertEquals(file, runWith(ExampleFiles.WORKSPACE, "sort"));
        assertEquals(file, runWith(ExampleFiles.WORKSPACE, "sort -"));
        assertEquals(
                run("combine workspace.json other.json -j outer"),
                runWith(ExampleFiles.OTHER, "combine workspace.json -j outer"));
        assertEquals(run("cls BkgOnly.json -p signal.json"), runWith(ExampleFiles.SIGNAL, "cls BkgOnly.json -p -"));
        assertEquals("All good.\n", runWith(ExampleFiles.BACKGROUND_ONLY, "patchset verify - patchset.json"));
    }

    @Test
    void aPatchSetIsTakenApart() throws IOException {
        assertEquals(
                "\n    2 patches found in Patchset\n---------------------------------\n\nsignal_900\nsignal_1300\n",
                run("patchset inspect patchset.json"));
        run("patchset extract patchset.json --name signal_900 --output-file one.json");
        assertEquals(run("cls BkgOnly.json -p signal.json"), run("cls BkgOnly.json -p one.json"));
        Session described = Session.run(
                "patchset", "extract", files.placed("patchset.json"), "--name", "signal_900", "--with-metadata");
        assertEquals(900, described.json().get("metadata").get("values").get(0).intValue());
        assertEquals(
                "mass", described.json().get("metadata").get("labels").get(0).textValue());
        assertEquals(1, described.json().get("patch").size());
        Files.writeString(
                folder.resolve("BkgOnly.json"), ExampleFiles.BACKGROUND_ONLY.replace("[52, 58]", "[52, 58.0]"));
        for (String line : new String[] {"verify", "apply --name signal_900"}) {
            String[] words = ("patchset " + line + " BkgOnly.json patchset.json").split(" ");
            Session changed = session(words);
            changed.assertFails(2, "/metadata/digests/sha256: made for a workspace with the digest", "unchanged");
        }
    }

    @Test
    void digestsComeInTwoForms() {
        String sha256 = "2aef2eb68da406177a0bcb17311d631c15646df69579ac5d65c5697ac499899b";
        String md5 = "128222a60df197ec16d22337a5866534";
        assertEquals("sha256:" + sha256 + "\n", run("digest workspace.json"));
        assertEquals("md5:" + md5 + "\nsha256:" + sha256 + "\n", run("digest workspace.json -a md5 -a sha256 -p"));
        assertEquals("{\n    \"md5\": \"" + md5 + "\"\n}\n", run("digest workspace.json --json --algorithm md5"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prune workspace.json -c XR | /channels: no channel 'XR' to prune.",
                "prune workspace.json -t normfac | expected histosys or lumi or normfactor",
                "rename workspace.json -c SR CR | workspace.json renamed: /channels/1: a second channel 'CR'",
                "rename workspace.json -c SR | --channel",
                "combine workspace.json workspace.json | the workspaces have channels in common: 'SR', 'CR'",
                "combine workspace.json other.json --join inner | expected none or outer or left outer or right outer",
                "combine workspace.json other.json --merge-channels | the join 'none' allows no channel in common",
                "combine | two documents are to be read from standard input",
                "cls -p - | two documents are to be read from standard input",
                "patchset extract patchset.json | --name",
                "patchset extract patchset.json --name signal_90 | Did you mean 'signal_900'?",
                "patchset extract BkgOnly.json --name x | BkgOnly.json: ",
                "patchset verify BkgOnly.json signal.json | signal.json: found an array; expected a patch set",
                "digest workspace.json -a sha257 | Did you mean 'sha256'?",
                "digest workspace.json -j -p | mutually exclusive",
                "inspect workspace.json --measurement m | no measurement 'm'.",
                "sort nothing.json | no such file",
                "sort workspace.json --output-file none/x.json | cannot be written",
                "completions csh | expected bash or zsh or fish",
                "fit workspace.json --optimizer minuit | --optimizer minuit is an option of pyhf",
                "cls workspace.json --optconf maxiter=5 | --optconf maxiter=5 is an option of pyhf",
                "cls workspace.json --backend jax | back end 'jax' is not on the class path",
            })
    void namesWhatIsWrong(String line, String part) {
        session(line.split(" ")).assertFails(2, part);
    }

    @Test
    void anUnsafeJoinWarns() {
        Session session = session("combine workspace.json other.json -j right-outer".split(" "));
        assertTrue(session.messages().contains("warning: the join 'right outer' takes"), session.messages());
        assertEquals(
                "",
                session("combine workspace.json other.json -j outer".split(" ")).messages());
    }

    @Test
    void patchsetAloneShowsItsHelp() {
        assertTrue(run("patchset").contains("Usage: limen patchset"));
        assertTrue(run("completions").contains("limen completions fish >"));
    }

    private String run(String line) {
        Session session = session(line.split(" "));
        assertEquals(0, session.exitCode(), line + "\n" + session.messages());
        return session.results();
    }

    private Session session(String... words) {
        String[] placed = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            placed[i] = files.placed(words[i]);
        }
        return Session.run(placed);
    }

    private String runWith(String input, String line) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return run(line);
        } finally {
            System.setIn(before);
        }
    }
}
