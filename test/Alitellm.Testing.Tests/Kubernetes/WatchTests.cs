using System.Diagnostics.CodeAnalysis;
using Alitellm.Testing.Kubernetes;
using NUnit.Framework;
using static Alitellm.Testing.Tests.Kubernetes.Widgets;

namespace Alitellm.Testing.Tests.Kubernetes;

public sealed class WatchTests
{
    private World _world = null!;

    [SetUp]
    public void CreateWorld() => _world = new World();

    [TearDown]
    public void DisposeWorld() => _world.Dispose();

    [Test]
    public async Task A_waiting_reader_is_served_inside_the_write()
    {
        World.WithoutThreads();
        using var watch = await _world.Watch($"{Endpoint}?watch=1&resourceVersion={_world.Server.ResourceVersion}");
        var next = watch.Next();
        Assert.That(next.IsCompleted, Is.False);

        await _world.Post(Endpoint, Widget("a"));

        Assert.That(next.IsCompletedSuccessfully, Is.True);
        Assert.That(await next, Is.EqualTo("ADDED a"));
    }

    [Test]
    public async Task A_watch_goes_on_from_its_version()
    {
        var created = await _world.Post(Endpoint, Widget("a"));
        await _world.Patch($"{Endpoint}/a", """{"spec":{"size":2}}""");
        await _world.Delete($"{Endpoint}/a");
        using var watch = await _world.Watch($"{Endpoint}?watch=true&resourceVersion={created.Version}");

        Assert.That(await watch.Next(), Is.EqualTo("MODIFIED a"));
        var deleted = await watch.Event();
        Assert.That((string?)deleted!["type"], Is.EqualTo("DELETED"));
        Assert.That((string?)deleted["object"]!["metadata"]!["resourceVersion"], Is.EqualTo($"{_world.Server.ResourceVersion}"));
    }

    [TestCase("")]
    [TestCase("0")]
    public async Task Without_a_version_a_watch_starts_with_what_is_there(string version)
    {
        await _world.Post(Endpoint, Widget("b"));
        await _world.Post(Endpoint, Widget("a"));
        using var watch = await _world.Watch($"{Endpoint}?watch=1&resourceVersion={version}");

        Assert.That(await watch.Next(), Is.EqualTo("ADDED a"));
        Assert.That(await watch.Next(), Is.EqualTo("ADDED b"));
    }

    [Test]
    public async Task A_compacted_version_gets_an_expired_error_and_the_end()
    {
        var created = await _world.Post(Endpoint, Widget("a"));
        await _world.Post(Endpoint, Widget("b"));
        _world.Server.Compact();
        using var watch = await _world.Watch($"{Endpoint}?watch=1&resourceVersion={created.Version}");
        var error = await watch.Event();

        Assert.That((string?)error!["type"], Is.EqualTo("ERROR"));
        Assert.That((int)error["object"]!["code"]!, Is.EqualTo(410));
        Assert.That((string?)error["object"]!["reason"], Is.EqualTo("Expired"));
        Assert.That(await watch.Line(), Is.Null);
    }

    [Test]
    public async Task History_beyond_its_limit_expires()
    {
        using var world = new World(new ApiServerOptions { HistoryLimit = 2 });
        var created = await world.Post(Endpoint, Widget("a"));
        for (var size = 2; size < 6; size++)
        {
            await world.Patch($"{Endpoint}/a", $$$"""{"spec":{"size":{{{size}}}}}""");
        }

        using var watch = await world.Watch($"{Endpoint}?watch=1&resourceVersion={created.Version}");

        Assert.That(await watch.Next(), Is.EqualTo("ERROR"));
    }

    [Test]
    public async Task An_object_that_enters_or_leaves_the_selection_is_added_or_deleted()
    {
        await _world.Post(Endpoint, Widget("a"));
        using var watch = await _world.Watch($"{Endpoint}?watch=1&labelSelector=x%3D1&resourceVersion={_world.Server.ResourceVersion}");
        await _world.Patch($"{Endpoint}/a", """{"metadata":{"labels":{"x":"1"}}}""");
        await _world.Patch($"{Endpoint}/a", """{"metadata":{"labels":{"x":"2"}}}""");

        Assert.That(await watch.Next(), Is.EqualTo("ADDED a"));
        Assert.That(await watch.Next(), Is.EqualTo("DELETED a"));
    }

    [Test]
    public async Task Only_the_object_of_the_selected_name_is_watched()
    {
        using var watch = await _world.Watch($"{Endpoint}?watch=1&fieldSelector=metadata.name%3Db&resourceVersion={_world.Server.ResourceVersion}");
        await _world.Post(Endpoint, Widget("a"));
        await _world.Post(Endpoint, Widget("b"));

        Assert.That(await watch.Next(), Is.EqualTo("ADDED b"));
    }

    [Test]
    public async Task Bookmarks_come_with_the_clock_when_asked_for()
    {
        World.WithoutThreads();
        using var watch = await _world.Watch($"{Endpoint}?watch=1&allowWatchBookmarks=true&resourceVersion={_world.Server.ResourceVersion}");
        _world.Server.Apply("{apiVersion: v1, kind: ConfigMap, metadata: {name: unrelated}}");
        var next = watch.Event();
        _world.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.That(next.IsCompleted, Is.False);
        _world.Time.Advance(TimeSpan.FromSeconds(1));
        var bookmark = await next;

        Assert.That((string?)bookmark!["type"], Is.EqualTo("BOOKMARK"));
        Assert.That((string?)bookmark["object"]!["kind"], Is.EqualTo("Widget"));
        Assert.That((string?)bookmark["object"]!["metadata"]!["resourceVersion"], Is.EqualTo($"{_world.Server.ResourceVersion}"));
    }

    [Test]
    public async Task A_watch_ends_after_its_time_out()
    {
        World.WithoutThreads();
        using var watch = await _world.Watch($"{Endpoint}?watch=1&timeoutSeconds=30");
        var end = watch.Line();
        _world.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.That(end.IsCompleted, Is.False);
        _world.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await end, Is.Null);
        Assert.That(_world.Server.WatchCount, Is.Zero);
    }

    [Test]
    public async Task A_reader_can_give_up()
    {
        using var watch = await _world.Watch($"{Endpoint}?watch=1");
        using var cancel = new CancellationTokenSource();
        var next = watch.Line(cancel.Token);
        await cancel.CancelAsync();

        Assert.That(async () => await next, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    [SuppressMessage("Reliability", "CA2000", Justification = "Disposing is what is tested.")]
    public async Task A_closed_watch_is_forgotten()
    {
        var watch = await _world.Watch($"{Endpoint}?watch=1");
        Assert.That(_world.Server.WatchCount, Is.EqualTo(1));
        watch.Dispose();

        Assert.That(_world.Server.WatchCount, Is.Zero);
    }

    [Test]
    public async Task A_streaming_list_is_refused()
    {
        var answer = await _world.Get($"{Endpoint}?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan");

        Assert.That((answer.Code, answer.Reason), Is.EqualTo((422, "Invalid")));
        Assert.That(answer.Message, Does.Contain("sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled"));
    }

    [Test]
    public async Task A_metadata_only_watch_carries_no_content()
    {
        _world.Server.Apply("{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {password: canary}}");
        using var watch = await _world.Watch("/api/v1/secrets?watch=1", "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io");
        var line = await watch.Line();

        Assert.That(line, Does.Contain("\"kind\":\"PartialObjectMetadata\""));
        Assert.That(line, Does.Not.Contain(Convert.ToBase64String("canary"u8)));
    }

    [Test]
    public async Task All_watchers_see_all_changes_in_one_order_even_if_one_writes_in_between()
    {
        World.WithoutThreads();
        using var first = await _world.Watch($"{Endpoint}?watch=1&resourceVersion={_world.Server.ResourceVersion}");
        using var second = await _world.Watch($"{Endpoint}?watch=1&resourceVersion={_world.Server.ResourceVersion}");
        async Task React()
        {
            await first.Next();
            await _world.Post(Endpoint, Widget("reaction"));
        }

        var reacting = React();
        var seen = second.Next();
        await _world.Post(Endpoint, Widget("action"));
        await reacting;

        Assert.That(await seen, Is.EqualTo("ADDED action"));
        Assert.That(await second.Next(), Is.EqualTo("ADDED reaction"));
        Assert.That(await first.Next(), Is.EqualTo("ADDED reaction"));
    }
}
