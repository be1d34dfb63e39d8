using NUnit.Framework;
using static Alitellm.Testing.Tests.Kubernetes.Widgets;

namespace Alitellm.Testing.Tests.Kubernetes;

public sealed class ListTests
{
    private World _world = null!;

    [SetUp]
    public async Task CreateWorld()
    {
        _world = new World();
        foreach (var (name, label) in new[] { ("a", "1"), ("b", "2"), ("c", "2") })
        {
            await _world.Post(Endpoint, Widget(name, metadata: $$$"""{"labels":{"x":"{{{label}}}","only-{{{name}}}":""}}"""));
        }
    }

    [TearDown]
    public void DisposeWorld() => _world.Dispose();

    [TestCase("x=1", "a")]
    [TestCase("x%3D%3D2", "b c")]
    [TestCase("x!=2", "a")]
    [TestCase("x in (1,3)", "a")]
    [TestCase("x notin (1)", "b c")]
    [TestCase("only-b", "b")]
    [TestCase("!only-b", "a c")]
    [TestCase("x=2,only-c", "c")]
    public async Task Labels_select(string selector, string names)
    {
        Assert.That(Names(await _world.Get($"{Endpoint}?labelSelector={selector}")), Is.EqualTo(names));
    }

    [TestCase("metadata.name=b", "b")]
    [TestCase("metadata.name!=b", "a c")]
    [TestCase("metadata.namespace=other", "")]
    public async Task Name_and_namespace_select(string selector, string names)
    {
        Assert.That(Names(await _world.Get($"/apis/example.com/v1/widgets?fieldSelector={selector}")), Is.EqualTo(names));
    }

    [TestCase("fieldSelector=spec.size%3D1", "field label not supported: spec.size")]
    [TestCase("labelSelector=a%3D%3D%3Db", "unable to parse requirement")]
    [TestCase("limit=1&continue=abc", "invalid continue token")]
    public async Task A_query_that_makes_no_sense_is_a_bad_request(string query, string message)
    {
        var answer = await _world.Get($"{Endpoint}?{query}");

        Assert.That(answer.Code, Is.EqualTo(400));
        Assert.That(answer.Message, Does.Contain(message));
    }

    [Test]
    public async Task Pages_show_the_state_of_the_first_one()
    {
        var first = await _world.Get($"{Endpoint}?limit=1");
        await _world.Delete($"{Endpoint}/b");
        await _world.Post(Endpoint, Widget("d"));
        var second = await _world.Get($"{Endpoint}?limit=5&continue={Uri.EscapeDataString((string)first.At("metadata.continue")!)}");

        Assert.That(Names(first), Is.EqualTo("a"));
        Assert.That(first.Number("metadata.remainingItemCount"), Is.EqualTo(2));
        Assert.That(Names(second), Is.EqualTo("b c"));
        Assert.That(second.Version, Is.EqualTo(first.Version));
    }

    [Test]
    public async Task A_page_of_a_compacted_version_has_expired()
    {
        var first = await _world.Get($"{Endpoint}?limit=1");
        await _world.Post(Endpoint, Widget("d"));
        _world.Server.Compact();
        var second = await _world.Get($"{Endpoint}?limit=1&continue={Uri.EscapeDataString((string)first.At("metadata.continue")!)}");

        Assert.That((second.Code, second.Reason), Is.EqualTo((410, "Expired")));
    }

    [Test]
    public async Task An_exact_version_shows_the_past()
    {
        var before = (await _world.Get(Endpoint)).Version;
        await _world.Delete($"{Endpoint}/a");
        var answer = await _world.Get($"{Endpoint}?resourceVersion={before}&resourceVersionMatch=Exact");

        Assert.That(Names(answer), Is.EqualTo("a b c"));
    }

    [Test]
    public async Task A_version_of_the_future_times_out()
    {
        var answer = await _world.Get($"{Endpoint}?resourceVersion=999999");

        Assert.That((answer.Code, answer.Reason), Is.EqualTo((504, "Timeout")));
        Assert.That(answer.Json("details.causes.0.reason"), Is.EqualTo("\"ResourceVersionTooLarge\""));
    }

    [Test]
    public async Task Metadata_only_lists_carry_no_spec()
    {
        var one = await _world.Get($"{Endpoint}/a", "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io");
        var list = await _world.Get(Endpoint, "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io");

        Assert.That(one.Body.Select(p => p.Key), Is.EquivalentTo(["kind", "apiVersion", "metadata"]));
        Assert.That(list.Json("kind"), Is.EqualTo("\"PartialObjectMetadataList\""));
        Assert.That(list.Json("items.0.kind"), Is.EqualTo("\"PartialObjectMetadata\""));
        Assert.That(list.Json("items.0.metadata.name"), Is.EqualTo("\"a\""));
        Assert.That(list.Body["items"]![0]!.AsObject().ContainsKey("spec"), Is.False);
    }

    [Test]
    public async Task Tables_show_the_columns_of_the_definition()
    {
        await _world.Patch($"{Endpoint}/a/status", """{"status":{"conditions":[{"type":"Other","status":"Unknown"},{"type":"Ready","status":"True"}]}}""");
        _world.Time.Advance(TimeSpan.FromSeconds(200));
        var table = await _world.Get(Endpoint, "application/json;as=Table;v=v1;g=meta.k8s.io,application/json");

        Assert.That(table.Body["columnDefinitions"]!.AsArray().Select(c => (string)c!["name"]!), Is.EqualTo(["Name", "Size", "Ready", "Age"]));
        Assert.That(table.Json("rows.0.cells"), Is.EqualTo("""["a",1,"True","3m20s"]"""));
        Assert.That(table.Json("rows.1.cells"), Is.EqualTo("""["b",1,null,"3m20s"]"""));
    }

    [Test]
    public async Task Items_of_built_in_lists_carry_no_kind_and_those_of_custom_ones_do()
    {
        _world.Server.Apply("{apiVersion: v1, kind: Secret, metadata: {name: s}}");
        var secrets = await _world.Get("/api/v1/secrets");
        var widgets = await _world.Get(Endpoint);

        Assert.That(secrets.Body["items"]![0]!.AsObject().ContainsKey("kind"), Is.False);
        Assert.That(widgets.Json("items.0.kind"), Is.EqualTo("\"Widget\""));
    }

    private static string Names(Answer answer) =>
        string.Join(' ', answer.Body["items"]!.AsArray().Select(i => (string)i!["metadata"]!["name"]!));
}
