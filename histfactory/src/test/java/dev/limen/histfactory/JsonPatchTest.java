package dev.limen.histfactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.limen.histfactory.internal.JsonReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("once")
final class JsonPatchTest {
    /** RFC 6902, appendix A, and what it leaves to its text; ' stands for ". */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'foo':'bar'} | [{'op':'add','path':'/baz','value':'qux'}] | {'baz':'qux','foo':'bar'}",
                "{'foo':['bar','baz']} | [{'op':'add','path':'/foo/1','value':'qux'}] | {'foo':['bar','qux','baz']}",
                "{'baz':'qux','foo':'bar'} | [{'op':'remove','path':'/baz'}] | {'foo':'bar'}",
                "{'foo':['bar','qux','baz']} | [{'op':'remove','path':'/foo/1'}] | {'foo':['bar','baz']}",
                "{'baz':'qux','foo':'bar'} | [{'op':'replace','path':'/baz','value':'boo'}] | {'baz':'boo','foo':'bar'}",
                "{'foo':[1,2]} | [{'op':'replace','path':'/foo/1','value':3}] | {'foo':[1,3]}",
                "{'foo':{'bar':'baz','waldo':'fred'},'qux':{'corge':'grault'}} |"
                        + " [{'op':'move','from':'/foo/waldo','path':'/qux/thud'}] |"
                        + " {'foo':{'bar':'baz'},'qux':{'corge':'grault','thud':'fred'}}",
                "{'foo':['all','grass','cows','eat']} | [{'op':'move','from':'/foo/1','path':'/foo/3'}] |"
                        + " {'foo':['all','cows','eat','grass']}",
                "{'foo':1} | [{'op':'move','from':'/foo','path':'/foo'}] | {'foo':1}",
                "{'baz':'qux','foo':['a',2,'c']} | [{'op':'test','path':'/baz','value':'qux'},"
                        + "{'op':'test','path':'/foo/1','value':2}] | {'baz':'qux','foo':['a',2,'c']}",
                "{'foo':'bar'} | [{'op':'add','path':'/child','value':{'grandchild':{}}}] |"
                        + " {'foo':'bar','child':{'grandchild':{}}}",
                "{'foo':'bar'} | [{'op':'add','path':'/baz','value':'qux','xyz':123}] | {'foo':'bar','baz':'qux'}",
                "{'/':9,'~1':10} | [{'op':'test','path':'/~01','value':10}] | {'/':9,'~1':10}",
                "{'/':9,'~1':10} | [{'op':'test','path':'/~1','value':9}] | {'/':9,'~1':10}",
                "{'foo':['bar']} | [{'op':'add','path':'/foo/-','value':['abc','def']}] | {'foo':['bar',['abc','def']]}",
                "{'foo':1} | [{'op':'add','path':'','value':[1]}] | [1]",
                "{'foo':1} | [{'op':'replace','path':'','value':{}}] | {}",
                "{'foo':{'a':[1]}} | [{'op':'copy','from':'/foo','path':'/bar'},"
                        + "{'op':'add','path':'/bar/a/0','value':0}] | {'foo':{'a':[1]},'bar':{'a':[0,1]}}",
                "{'foo':1} | [{'op':'copy','from':'','path':'/bar'}] | {'foo':1,'bar':{'foo':1}}",
                "{'':1} | [{'op':'replace','path':'/','value':2}] | {'':2}",
                "{'foo':null} | [{'op':'test','path':'/foo','value':null}] | {'foo':null}",
                "{'a':{'x':1,'y':[2]}} | [{'op':'test','path':'/a','value':{'y':[2.0],'x':1.0}}] | {'a':{'x':1,'y':[2]}}",
                "{'foo':1} | [] | {'foo':1}",
            })
    void appliesAsTheStandardSays(String document, String patch, String result) {
        JsonNode before = tree(document);
        JsonNode copy = before.deepCopy();
        assertEquals(tree(result), patch(patch).applyTo(before, "doc.json"));
        assertEquals(copy, before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op':'test','path':'/baz','value':'bar'} | operation 1 (test) does not apply to doc.json: found \"qux\""
                        + " where the patch demands \"bar\"",
                "{'op':'test','path':'/list','value':[1]} | operation 1 (test) does not apply to doc.json: found [1, 2]"
                        + " where the patch demands [1]",
                "{'op':'test','path':'/list','value':[1,3]} | operation 1 (test) does not apply to doc.json: found [1, 2]"
                        + " where the patch demands [1, 3]",
                "{'op':'test','path':'/map','value':{'b':1}} | operation 1 (test) does not apply to doc.json: found"
                        + " {\"a\": 1} where the patch demands {\"b\": 1}",
                "{'op':'test','path':'/baz','value':1} | operation 1 (test) does not apply to doc.json: found \"qux\""
                        + " where the patch demands 1",
                "{'op':'add','path':'/bat/x','value':1} | operation 1 (add) does not apply to doc.json: there is no 'bat'"
                        + " in the document, an object with 'baz', 'list', 'map'",
                "{'op':'add','path':'/list/3','value':1} | operation 1 (add) does not apply to doc.json: there is no index"
                        + " 3 in /list, an array of 2; the largest to add at is 2, or '-'",
                "{'op':'add','path':'/baz/x','value':1} | operation 1 (add) does not apply to doc.json: nothing can be"
                        + " added to /baz, which is neither an object nor an array but \"qux\"",
                "{'op':'remove','path':'/list/2'} | operation 1 (remove) does not apply to doc.json: there is no index 2"
                        + " in /list, an array of 2",
                "{'op':'remove','path':'/list/01'} | operation 1 (remove) does not apply to doc.json: '01' is not an"
                        + " array index",
                "{'op':'remove','path':'/list/-'} | operation 1 (remove) does not apply to doc.json: there is no index 2"
                        + " in /list, an array of 2",
                "{'op':'remove','path':''} | operation 1 (remove) does not apply to doc.json: the whole document cannot"
                        + " be removed",
                "{'op':'remove','path':'/map/b'} | operation 1 (remove) does not apply to doc.json: there is no 'b' in"
                        + " /map, an object with 'a'",
                "{'op':'replace','path':'/baz/b','value':1} | operation 1 (replace) does not apply to doc.json: there is"
                        + " no 'b' in /baz, which is \"qux\"",
                "{'op':'move','from':'/map','path':'/map/b'} | operation 1 (move) does not apply to doc.json: '/map'"
                        + " cannot be moved into itself, to '/map/b'",
                "{'op':'copy','from':'/nil','path':'/b'} | operation 1 (copy) does not apply to doc.json: there is no"
                        + " 'nil' in the document, an object with 'baz', 'list', 'map'",
            })
    void saysWhichOperationDoesNotApplyAndWhy(String operation, String problem) {
        JsonPatch patch = patch("[{'op':'test','path':'/baz','value':'qux'}," + operation + "]");
        JsonNode document = tree("{'baz':'qux','list':[1,2],'map':{'a':1}}");
        WorkspaceException e = assertThrows(WorkspaceException.class, () -> patch.applyTo(document, "doc.json"));
        assertEquals("p.json: /1: " + problem + ". Check that the patch was made for this workspace.", e.getMessage());
        assertEquals(tree("{'baz':'qux','list':[1,2],'map':{'a':1}}"), document);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | found an object; expected an array of patch operations.",
                "[1] | /0: found 1; expected a patch operation (an object with 'op', 'path').",
                "[{'op':'add'}] | /0: a patch operation lacks 'path'. Add it.",
                "[{'op':'add','path':'/a'}] | /0: the operation lacks 'value'. Add it.",
                "[{'op':'move','path':'/a'}] | /0: the operation lacks 'from'. Add it.",
                "[{'op':'delete','path':'/a'}] | /0/op: unknown operation 'delete'. Known: 'add', 'remove', 'replace',"
                        + " 'move', 'copy', 'test'.",
                "[{'op':'repalce','path':'/a'}] | /0/op: unknown operation 'repalce'. Did you mean 'replace'? Known:"
                        + " 'add', 'remove', 'replace', 'move', 'copy', 'test'.",
                "[{'op':'remove','path':'a'}] | /0/path: 'a' is not a JSON pointer: it must be empty or begin with '/'.",
                "[{'op':'copy','path':'/a','from':'/~2'}] | /0/from: '/~2' is not a JSON pointer: '~' must be followed by"
                        + " 0 or 1.",
                "[{'op':'remove','path':'/a~'}] | /0/path: '/a~' is not a JSON pointer: '~' must be followed by 0 or 1.",
            })
    void saysWhatIsNoPatch(String patch, String problem) {
        WorkspaceException e = assertThrows(WorkspaceException.class, () -> patch(patch));
        assertEquals("p.json: " + problem, e.getMessage());
    }

    @Test
    void patchedWorkspacesAreCheckedAndNamed() {
        Workspace workspace = Workspaces.twoBins();
        JsonPatch shorter = patch("[{'op':'remove','path':'/channels/0/samples/1/data/0'}]");
        WorkspaceException e = assertThrows(WorkspaceException.class, () -> workspace.patch(shorter));
        assertTrue(
                e.getMessage()
                        .startsWith("two.json patched by p.json: /channels/0/samples/1/data: 1 bin, but channel 'SR'"),
                e.getMessage());
        assertEquals(Workspaces.twoBins(), workspace);
        Workspace patched = workspace.patch(patch("[{'op':'replace','path':'/observations/0/data/0','value':53}]"));
        assertEquals(List.of(53.0, 65.0), patched.observation("SR").data());
        assertEquals(List.of(52.0, 65.0), workspace.observation("SR").data());
    }

    @Test
    void isReadFromStreams() {
        byte[] bytes = "[{\"op\":\"remove\",\"path\":\"/a\"}]".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                1, JsonPatch.read(new ByteArrayInputStream(bytes), "p.json").size());
    }

    /** 217 signal points of ATLAS-SUSY-2018-31, region A. */
    @TestFactory
    Stream<DynamicTest> publishedPatchesApply() {
        List<Path> files = Shared.json("data/likelihoods/sbottom/RegionA").stream()
                .filter(file -> file.getFileName().toString().startsWith("patch."))
                .toList();
        Workspace background = Workspace.read(Shared.path("data/likelihoods/sbottom/RegionA/BkgOnly.json"));
        assertEquals(217, files.size());
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    Workspace signal = background.patch(JsonPatch.read(file));
                    ParameterSets sets = ParameterSets.of(signal, signal.measurement());
                    assertEquals(
                            signal.measurement().poi(),
                            sets.names().get(sets.poiIndex().orElseThrow()));
                    assertEquals(
                            background.channels().size() - 1, signal.channels().size());
                    assertEquals(signal, Workspace.parse(signal.toJson(), "written and read again"));
                }));
    }

    private static JsonPatch patch(String text) {
        return JsonPatch.parse(text.replace('\'', '"'), "p.json");
    }

    private static JsonNode tree(String text) {
        return JsonReader.parse(text.replace('\'', '"'), "doc.json");
    }
}
