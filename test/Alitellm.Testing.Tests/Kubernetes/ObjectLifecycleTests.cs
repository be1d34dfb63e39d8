using System.Text.Json.Nodes;
using NUnit.Framework;
using static Alitellm.Testing.Tests.Kubernetes.Widgets;

namespace Alitellm.Testing.Tests.Kubernetes;

public sealed class ObjectLifecycleTests
{
    private World _world = null!;

    [SetUp]
    public void CreateWorld() => _world = new World();

    [TearDown]
    public void DisposeWorld() => _world.Dispose();

    [Test]
    public async Task A_created_object_gets_its_server_side_metadata_and_defaults()
    {
        var created = await _world.Post(Endpoint, Widget("a"));

        Assert.That(created.Code, Is.EqualTo(201));
        Assert.That(created.Number("metadata.generation"), Is.EqualTo(1));
        Assert.That(created.Json("metadata.creationTimestamp"), Is.EqualTo("\"2026-01-02T03:04:05Z\""));
        Assert.That(Guid.TryParse((string?)created.At("metadata.uid"), out _), Is.True);
        Assert.That(created.Json("spec.color"), Is.EqualTo("\"red\""));
        Assert.That(created.Number("status.observedGeneration"), Is.EqualTo(-1));
        Assert.That(created.Json("metadata.namespace"), Is.EqualTo("\"default\""));
    }

    [Test]
    public void A_request_is_over_when_the_call_returns()
    {
        var post = _world.Post(Endpoint, Widget("a"));
        var list = _world.Get(Endpoint);

        Assert.That(post.IsCompletedSuccessfully, Is.True);
        Assert.That(list.IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public async Task A_name_that_is_taken_is_refused()
    {
        await _world.Post(Endpoint, Widget("a"));
        var again = await _world.Post(Endpoint, Widget("a"));

        Assert.That(again.Code, Is.EqualTo(409));
        Assert.That(again.Reason, Is.EqualTo("AlreadyExists"));
        Assert.That(again.Message, Is.EqualTo("widgets.example.com \"a\" already exists"));
    }

    [Test]
    public async Task A_generated_name_starts_with_its_prefix_and_is_new_each_time()
    {
        var body = JsonNode.Parse("""{"metadata":{"generateName":"s-"},"stringData":{"k":"v"}}""")!;
        var first = (string)(await _world.Post("/api/v1/namespaces/default/secrets", body)).At("metadata.name")!;
        var second = (string)(await _world.Post("/api/v1/namespaces/default/secrets", body)).At("metadata.name")!;

        Assert.That(first, Does.Match("^s-[a-z0-9]{5}$"));
        Assert.That(second, Is.Not.EqualTo(first));
    }

    [Test]
    public async Task A_missing_namespace_refuses_its_objects()
    {
        var answer = await _world.Post("/apis/example.com/v1/namespaces/nope/widgets", Widget("a"));

        Assert.That(answer.Code, Is.EqualTo(404));
        Assert.That(answer.Message, Is.EqualTo("namespaces \"nope\" not found"));
    }

    [Test]
    public async Task Generation_counts_changes_of_the_spec_only()
    {
        await _world.Post(Endpoint, Widget("a"));
        var labelled = await _world.Patch($"{Endpoint}/a", """{"metadata":{"labels":{"x":"y"}}}""");
        var resized = await _world.Patch($"{Endpoint}/a", """{"spec":{"size":2}}""");
        var reported = await _world.Patch($"{Endpoint}/a/status", """{"status":{"observedGeneration":2}}""");

        Assert.That(labelled.Number("metadata.generation"), Is.EqualTo(1));
        Assert.That(resized.Number("metadata.generation"), Is.EqualTo(2));
        Assert.That(reported.Number("metadata.generation"), Is.EqualTo(2));
    }

    [Test]
    public async Task An_update_with_an_old_version_conflicts()
    {
        var created = await _world.Post(Endpoint, Widget("a"));
        await _world.Patch($"{Endpoint}/a", """{"spec":{"size":2}}""");
        created.Body["spec"]!["size"] = 3;
        var answer = await _world.Put($"{Endpoint}/a", created.Body);

        Assert.That(answer.Code, Is.EqualTo(409));
        Assert.That(answer.Reason, Is.EqualTo("Conflict"));
        Assert.That(answer.Message, Does.EndWith("the object has been modified; please apply your changes to the latest version and try again"));
    }

    [Test]
    public async Task An_update_of_a_custom_resource_needs_a_version()
    {
        await _world.Post(Endpoint, Widget("a"));
        var answer = await _world.Put($"{Endpoint}/a", Widget("a"));

        Assert.That(answer.Code, Is.EqualTo(422));
        Assert.That(answer.Json("details.causes.0.field"), Is.EqualTo("\"metadata.resourceVersion\""));
    }

    [Test]
    public async Task A_config_map_may_be_overwritten_without_a_version()
    {
        const string maps = "/api/v1/namespaces/default/configmaps";
        await _world.Post(maps, JsonNode.Parse("""{"metadata":{"name":"m"},"data":{"a":"1"}}""")!);
        var answer = await _world.Put($"{maps}/m", JsonNode.Parse("""{"metadata":{"name":"m"},"data":{"a":"2"}}""")!);

        Assert.That(answer.Code, Is.EqualTo(200));
        Assert.That(answer.Json("data.a"), Is.EqualTo("\"2\""));
    }

    [Test]
    public async Task A_write_that_changes_nothing_keeps_the_version_and_stays_silent()
    {
        var created = await _world.Post(Endpoint, Widget("a"));
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        using var watch = await _world.Watch($"{Endpoint}?watch=1&resourceVersion={created.Version}");
        var same = await _world.Patch($"{Endpoint}/a", """{"spec":{"size":1}}""");
        var next = watch.Next();
        await _world.Delete($"{Endpoint}/a");

        Assert.That(same.Version, Is.EqualTo(created.Version));
        Assert.That(await next, Is.EqualTo("DELETED a"));
    }

    [Test]
    public async Task The_main_endpoint_ignores_the_status_and_the_status_endpoint_the_rest()
    {
        await _world.Post(Endpoint, Widget("a"));
        var main = await _world.Patch($"{Endpoint}/a", """{"spec":{"size":3},"status":{"observedGeneration":7}}""");
        var status = await _world.Patch($"{Endpoint}/a/status", """{"spec":{"size":4},"metadata":{"labels":{"x":"y"}},"status":{"observedGeneration":7}}""");

        Assert.That(main.Number("status.observedGeneration"), Is.EqualTo(-1));
        Assert.That(status.Number("status.observedGeneration"), Is.EqualTo(7));
        Assert.That(status.Number("spec.size"), Is.EqualTo(3));
        Assert.That(status.At("metadata.labels"), Is.Null);
    }

    [Test]
    public async Task A_dry_run_answers_but_stores_nothing()
    {
        var created = await _world.Post($"{Endpoint}?dryRun=All", Widget("a"));
        var read = await _world.Get($"{Endpoint}/a");

        Assert.That(created.Code, Is.EqualTo(201));
        Assert.That(read.Code, Is.EqualTo(404));
    }

    [Test]
    public async Task String_data_of_a_secret_becomes_data()
    {
        var secret = await _world.Post("/api/v1/namespaces/default/secrets", JsonNode.Parse("""{"metadata":{"name":"s"},"stringData":{"a":"1"}}""")!);

        Assert.That(secret.Json("data"), Is.EqualTo("""{"a":"MQ=="}"""));
        Assert.That(secret.At("stringData"), Is.Null);
        Assert.That(secret.Json("type"), Is.EqualTo("\"Opaque\""));
    }

    [Test]
    public async Task An_event_of_the_events_group_is_seen_by_core_clients()
    {
        await _world.Post(
            "/apis/events.k8s.io/v1/namespaces/default/events",
            JsonNode.Parse("""{"metadata":{"name":"e"},"reason":"R","note":"n","type":"Normal","regarding":{"kind":"Widget","name":"a"}}""")!);
        var core = await _world.Get("/api/v1/namespaces/default/events?fieldSelector=involvedObject.name%3Da");

        Assert.That(core.Json("items.0.message"), Is.EqualTo("\"n\""));
        Assert.That(core.Json("items.0.involvedObject.kind"), Is.EqualTo("\"Widget\""));
    }

    [Test]
    public async Task Equal_seeds_and_requests_give_equal_bytes()
    {
        async Task<string> Run()
        {
            using var world = new World();
            await world.Post(Endpoint, Widget("a"));
            await world.Patch($"{Endpoint}/a/status", """{"status":{"observedGeneration":1}}""");
            return await world.Client.GetStringAsync(Endpoint);
        }

        var first = await Run();
        Assert.That(await Run(), Is.EqualTo(first));
    }
}
