using System.Text.Json.Nodes;
using NUnit.Framework;
using static Alitellm.Testing.Tests.Kubernetes.Widgets;

namespace Alitellm.Testing.Tests.Kubernetes;

public sealed class DeletionTests
{
    private const string Finalized = """{"finalizers":["example.com/f"]}""";
    private World _world = null!;

    [SetUp]
    public void CreateWorld() => _world = new World();

    [TearDown]
    public void DisposeWorld() => _world.Dispose();

    [Test]
    public async Task Without_finalizers_an_object_is_gone_at_once()
    {
        await _world.Post(Endpoint, Widget("a"));
        var answer = await _world.Delete($"{Endpoint}/a");

        Assert.That(answer.Json("status"), Is.EqualTo("\"Success\""));
        Assert.That(answer.Json("details.kind"), Is.EqualTo("\"widgets\""));
        Assert.That((await _world.Get($"{Endpoint}/a")).Code, Is.EqualTo(404));
        Assert.That((await _world.Delete($"{Endpoint}/a")).Code, Is.EqualTo(404));
    }

    [Test]
    public async Task A_finalizer_holds_an_object_until_it_is_removed()
    {
        await _world.Post(Endpoint, Widget("a", metadata: Finalized));
        var marked = await _world.Delete($"{Endpoint}/a");
        var again = await _world.Delete($"{Endpoint}/a");
        await _world.Patch($"{Endpoint}/a", """{"metadata":{"finalizers":null}}""");

        Assert.That(marked.Json("metadata.deletionTimestamp"), Is.EqualTo("\"2026-01-02T03:04:05Z\""));
        Assert.That(marked.Number("metadata.generation"), Is.EqualTo(2));
        Assert.That(again.Version, Is.EqualTo(marked.Version));
        Assert.That((await _world.Get($"{Endpoint}/a")).Code, Is.EqualTo(404));
    }

    [Test]
    public async Task No_finalizer_can_be_added_to_an_object_being_deleted()
    {
        await _world.Post(Endpoint, Widget("a", metadata: Finalized));
        await _world.Delete($"{Endpoint}/a");
        var answer = await _world.Patch($"{Endpoint}/a", """{"metadata":{"finalizers":["example.com/f","example.com/g"]}}""");

        Assert.That(answer.Code, Is.EqualTo(422));
        Assert.That(answer.Message, Does.Contain("found new finalizers []string{\"example.com/g\"}"));
    }

    [TestCase("""{"preconditions":{"uid":"other"}}""", "the UID in the precondition (other)")]
    [TestCase("""{"preconditions":{"resourceVersion":"1"}}""", "the ResourceVersion in the precondition (1)")]
    public async Task A_precondition_that_does_not_hold_conflicts(string options, string message)
    {
        await _world.Post(Endpoint, Widget("a"));
        var answer = await _world.Delete($"{Endpoint}/a", options);

        Assert.That(answer.Code, Is.EqualTo(409));
        Assert.That(answer.Message, Does.Contain(message));
    }

    [Test]
    public async Task Dependents_follow_their_last_owner()
    {
        var owner = await CreateAndGetUid("owner");
        var other = await CreateAndGetUid("other");
        await _world.Post(Endpoint, Widget("child", metadata: Owners(owner)));
        await _world.Post(Endpoint, Widget("shared", metadata: Owners(owner, other)));
        await _world.Post(Endpoint, Widget("grandchild", metadata: Owners(Uid("child"))));
        await _world.Delete($"{Endpoint}/owner");

        Assert.That(Names(), Is.EqualTo(["other", "shared"]));
        Assert.That(_world.Server.Get(Resource, "default", "shared")!["metadata"]!["ownerReferences"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Orphaned_dependents_stay()
    {
        await _world.Post(Endpoint, Widget("child", metadata: Owners(await CreateAndGetUid("owner"))));
        await _world.Delete($"{Endpoint}/owner", """{"propagationPolicy":"Orphan"}""");

        Assert.That(Names(), Is.EqualTo(["child"]));
        Assert.That(_world.Server.Get(Resource, "default", "child")!["metadata"]!["ownerReferences"], Is.Null);
    }

    [Test]
    public async Task Foreground_deletion_waits_for_the_dependents()
    {
        var owner = await CreateAndGetUid("owner");
        var metadata = (JsonObject)JsonNode.Parse(Owners(owner))!;
        metadata["finalizers"] = new JsonArray("example.com/f");
        await _world.Post(Endpoint, Widget("child", metadata: metadata.ToJsonString()));
        await _world.Delete($"{Endpoint}/owner?propagationPolicy=Foreground");
        var during = Names();
        await _world.Patch($"{Endpoint}/child", """{"metadata":{"finalizers":[]}}""");

        Assert.That(during, Is.EqualTo(["child", "owner"]));
        Assert.That(Names(), Is.Empty);
    }

    [Test]
    public async Task A_collection_is_deleted_by_selector()
    {
        await _world.Post(Endpoint, Widget("a", metadata: """{"labels":{"x":"1"}}"""));
        await _world.Post(Endpoint, Widget("b", metadata: """{"labels":{"x":"2"}}"""));
        await _world.Delete($"{Endpoint}?labelSelector=x%3D1");

        Assert.That(Names(), Is.EqualTo(["b"]));
    }

    [Test]
    public async Task A_namespace_goes_when_its_content_is_gone()
    {
        _world.Server.Apply("{apiVersion: v1, kind: Namespace, metadata: {name: team}}");
        await _world.Post("/apis/example.com/v1/namespaces/team/widgets", Widget("a", metadata: Finalized));
        var answer = await _world.Delete("/api/v1/namespaces/team");
        var late = await _world.Post("/apis/example.com/v1/namespaces/team/widgets", Widget("b"));
        await _world.Patch("/apis/example.com/v1/namespaces/team/widgets/a", """{"metadata":{"finalizers":null}}""");

        Assert.That(answer.Json("status.phase"), Is.EqualTo("\"Terminating\""));
        Assert.That(late.Code, Is.EqualTo(403));
        Assert.That(_world.Server.Get("namespaces", "", "team"), Is.Null);
    }

    private static string Owners(params string[] uids) => new JsonObject
    {
        ["ownerReferences"] = new JsonArray([.. uids.Select(u => new JsonObject
        {
            ["apiVersion"] = "example.com/v1", ["kind"] = "Widget", ["name"] = "x", ["uid"] = u,
        })]),
    }.ToJsonString();

    private async Task<string> CreateAndGetUid(string name) => (string)(await _world.Post(Endpoint, Widget(name))).At("metadata.uid")!;

    private string Uid(string name) => (string)_world.Server.Get(Resource, "default", name)!["metadata"]!["uid"]!;

    private IEnumerable<string> Names() => _world.Server.List(Resource).Select(o => (string)o["metadata"]!["name"]!);
}
