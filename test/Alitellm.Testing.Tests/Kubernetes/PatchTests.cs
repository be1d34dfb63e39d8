using NUnit.Framework;
using static Alitellm.Testing.Tests.Kubernetes.Widgets;

namespace Alitellm.Testing.Tests.Kubernetes;

public sealed class PatchTests
{
    private World _world = null!;

    [SetUp]
    public async Task CreateWorld()
    {
        _world = new World();
        await _world.Post(Endpoint, Widget("a", """{"size":3,"limits":{"x":1},"targets":[{"name":"t","url":"u"}]}"""));
    }

    [TearDown]
    public void DisposeWorld() => _world.Dispose();

    [Test]
    public async Task A_merge_patch_removes_by_null_and_replaces_lists()
    {
        var answer = await _world.Patch($"{Endpoint}/a", """{"spec":{"limits":{"x":null,"y":2},"targets":[{"name":"v"}]}}""");

        Assert.That(answer.Json("spec.limits"), Is.EqualTo("""{"y":2}"""));
        Assert.That(answer.Json("spec.targets"), Is.EqualTo("""[{"name":"v","weight":1}]"""));
    }

    [Test]
    public async Task A_merge_patch_that_nulls_a_defaulted_field_brings_the_default_back()
    {
        await _world.Patch($"{Endpoint}/a", """{"spec":{"color":"green"}}""");
        var answer = await _world.Patch($"{Endpoint}/a", """{"spec":{"color":null}}""");

        Assert.That(answer.Json("spec.color"), Is.EqualTo("\"red\""));
    }

    [Test]
    public async Task A_merge_patch_with_an_old_version_conflicts()
    {
        var answer = await _world.Patch($"{Endpoint}/a", """{"metadata":{"resourceVersion":"1"},"spec":{"size":4}}""");

        Assert.That((answer.Code, answer.Reason), Is.EqualTo((409, "Conflict")));
    }

    [Test]
    public async Task A_json_patch_whose_test_fails_changes_nothing()
    {
        var answer = await _world.Patch(
            $"{Endpoint}/a", """[{"op":"replace","path":"/spec/size","value":5},{"op":"test","path":"/spec/size","value":9}]""", World.JsonPatch);

        Assert.That((answer.Code, answer.Reason), Is.EqualTo((422, "Invalid")));
        Assert.That(answer.Message, Is.EqualTo("the server rejected our request due to an error in our request"));
        Assert.That((await _world.Get($"{Endpoint}/a")).Number("spec.size"), Is.EqualTo(3));
    }

    [Test]
    public async Task A_json_patch_edits_lists_and_escaped_names()
    {
        var answer = await _world.Patch(
            $"{Endpoint}/a",
            """
            [{"op":"add","path":"/metadata/annotations","value":{}},
             {"op":"add","path":"/metadata/annotations/example.com~1note","value":"x"},
             {"op":"add","path":"/metadata/finalizers","value":["example.com/a"]},
             {"op":"add","path":"/metadata/finalizers/-","value":"example.com/b"},
             {"op":"test","path":"/metadata/finalizers/0","value":"example.com/a"},
             {"op":"remove","path":"/metadata/finalizers/0"}]
            """,
            World.JsonPatch);

        Assert.That(answer.Json("metadata.finalizers"), Is.EqualTo("""["example.com/b"]"""));
        Assert.That(answer.Body["metadata"]!["annotations"]!["example.com/note"]!.ToString(), Is.EqualTo("x"));
    }

    [Test]
    public async Task A_strategic_merge_is_refused_for_custom_resources_and_merges_lists_of_built_in_ones()
    {
        const string type = "application/strategic-merge-patch+json";
        const string accounts = "/api/v1/namespaces/default/serviceaccounts";
        await _world.Post(accounts, System.Text.Json.Nodes.JsonNode.Parse("""{"metadata":{"name":"s"},"secrets":[{"name":"a"}]}""")!);
        var custom = await _world.Patch($"{Endpoint}/a", "{}", type);
        var builtIn = await _world.Patch($"{accounts}/s", """{"secrets":[{"name":"b"},{"name":"a","$patch":"delete"}]}""", type);

        Assert.That(custom.Code, Is.EqualTo(415));
        Assert.That(builtIn.Json("secrets"), Is.EqualTo("""[{"name":"b"}]"""));
    }

    [Test]
    public async Task Applying_needs_a_field_manager()
    {
        var answer = await _world.Patch($"{Endpoint}/b", Widget("b").ToJsonString(), World.ApplyPatch);

        Assert.That(answer.Code, Is.EqualTo(422));
        Assert.That(answer.Message, Does.Contain("fieldManager: Required value"));
    }

    [Test]
    public async Task Applying_creates_and_records_what_the_manager_owns()
    {
        var answer = await Apply("m", Widget("b", """{"size":1,"limits":{"a":1},"tags":["q"],"targets":[{"name":"t","url":"u"}]}""").ToJsonString());

        Assert.That(answer.Code, Is.EqualTo(201));
        Assert.That(answer.Json("metadata.managedFields.0.operation"), Is.EqualTo("\"Apply\""));
        Assert.That(
            System.Text.RegularExpressions.Regex.Unescape(answer.Json("metadata.managedFields.0.fieldsV1")!),
            Is.EqualTo("""{"f:spec":{"f:limits":{"f:a":{}},"f:size":{},"f:tags":{"v:"q"":{}},"f:targets":{"k:{"name":"t"}":{".":{},"f:name":{},"f:url":{}}}}}"""));
    }

    [Test]
    public async Task Applying_another_value_to_an_owned_field_conflicts_unless_forced()
    {
        await Apply("m1", Widget("b", """{"size":1}""").ToJsonString());
        var refused = await Apply("m2", Widget("b", """{"size":2}""").ToJsonString());
        var forced = await Apply("m2", Widget("b", """{"size":2}""").ToJsonString(), force: true);

        Assert.That(refused.Code, Is.EqualTo(409));
        Assert.That(refused.Message, Is.EqualTo("Apply failed with 1 conflict: conflict with \"m1\": .spec.size"));
        Assert.That(refused.Json("details.causes.0.reason"), Is.EqualTo("\"FieldManagerConflict\""));
        Assert.That(forced.Number("spec.size"), Is.EqualTo(2));
        Assert.That(forced.Body["metadata"]!["managedFields"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Applying_over_a_field_somebody_updated_conflicts_too()
    {
        var refused = await Apply("m2", Widget("a", """{"size":2}""").ToJsonString());

        Assert.That(refused.Message, Is.EqualTo("Apply failed with 1 conflict: conflict with \"tester\" using example.com/v1: .spec.size"));
    }

    [Test]
    public async Task A_field_no_longer_applied_goes_away_unless_somebody_else_owns_it()
    {
        await Apply("m1", Widget("b", """{"size":1,"limits":{"a":1,"b":2},"targets":[{"name":"t1"},{"name":"t2"}]}""").ToJsonString());
        await Apply("m2", Widget("b", """{"size":1,"limits":{"a":1},"targets":[{"name":"t2"}]}""").ToJsonString());
        var answer = await Apply("m1", Widget("b", """{"size":1}""").ToJsonString());

        Assert.That(answer.Json("spec.limits"), Is.EqualTo("""{"a":1}"""));
        Assert.That(answer.Json("spec.targets"), Is.EqualTo("""[{"name":"t2","weight":1}]"""));
    }

    [Test]
    public async Task Applying_something_into_what_was_empty_keeps_it()
    {
        await Apply("m", Widget("b", """{"size":1,"limits":{}}""").ToJsonString());
        var answer = await Apply("m", Widget("b", """{"size":1,"limits":{"a":1}}""").ToJsonString());

        Assert.That(answer.Json("spec.limits"), Is.EqualTo("""{"a":1}"""));
    }

    [Test]
    public async Task An_applied_empty_map_stays_when_its_last_field_is_given_up()
    {
        await Apply("m", Widget("b", """{"size":1,"limits":{"a":1}}""").ToJsonString());
        var answer = await Apply("m", Widget("b", """{"size":1,"limits":{}}""").ToJsonString());

        Assert.That(answer.Json("spec.limits"), Is.EqualTo("{}"));
    }

    [Test]
    public async Task Applying_the_same_again_changes_nothing()
    {
        var first = await Apply("m", Widget("b").ToJsonString());
        _world.Time.Advance(TimeSpan.FromHours(1));
        var second = await Apply("m", Widget("b").ToJsonString());

        Assert.That(second.Version, Is.EqualTo(first.Version));
    }

    [Test]
    public async Task Conditions_applied_to_the_status_are_merged_by_type()
    {
        const string one = """{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"a"},"status":{"conditions":[{"type":"Ready","status":"True"}]}}""";
        await _world.Patch($"{Endpoint}/a/status?fieldManager=m1", one, World.ApplyPatch);
        var answer = await _world.Patch($"{Endpoint}/a/status?fieldManager=m2", one.Replace("Ready", "Synced", StringComparison.Ordinal), World.ApplyPatch);

        Assert.That(answer.Code, Is.EqualTo(200));
        Assert.That(answer.Json("status.conditions"), Is.EqualTo("""[{"type":"Ready","status":"True"},{"type":"Synced","status":"True"}]"""));
        Assert.That(answer.Number("spec.size"), Is.EqualTo(3));
    }

    private Task<Answer> Apply(string manager, string body, bool force = false) =>
        _world.Patch($"{Endpoint}/{System.Text.Json.Nodes.JsonNode.Parse(body)!["metadata"]!["name"]}?fieldManager={manager}&force={(force ? "true" : "false")}", body, World.ApplyPatch);
}
