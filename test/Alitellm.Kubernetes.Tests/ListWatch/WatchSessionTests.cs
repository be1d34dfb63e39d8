using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.ListWatch;
using Alitellm.Kubernetes.Tests.Client;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.ListWatch;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WatchSessionTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly RecordingSink _sink = new();
    private PushStream _body = null!;
    private KubernetesConnection _connection = null!;
    private ScriptedServer _server = null!;

    [SetUp]
    public void Connect()
    {
        _body = new PushStream();
        _server = new ScriptedServer();
        _connection = KubernetesConnection.ForHandler(_server, "tester/1", _time);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _server.Dispose();
        _body.Dispose();
    }

    [Test]
    public void A_watch_asks_for_bookmarks_from_the_version_for_about_five_minutes()
    {
        _ = Watch();

        Assert.That(_server.Requests[0].Path, Does.Match(@"^/apis/test\.example\.com/v1/namespaces/a/things\?watch=true&allowWatchBookmarks=true&resourceVersion=5&timeoutSeconds=(2[7-9]\d|3[0-2]\d|330)$"));
    }

    [Test]
    public void An_event_is_handed_over_with_its_last_byte()
    {
        _ = Watch();
        var line = $$"""{"type":"ADDED","object":{{Things.Json("one", 6)}} }""";

        foreach (var part in line.Chunk(9))
        {
            _body.Push(new string(part));
        }

        var before = _sink.Seen.ToArray();
        _body.Push("\n");

        Assert.Multiple(() =>
        {
            Assert.That(before, Is.EqualTo(new[] { "connected" }));
            Assert.That(_sink.Seen, Is.EqualTo(new[] { "connected", "Added one 6" }));
        });
    }

    [Test]
    public async Task Several_events_in_one_piece_keep_their_order_whatever_the_order_of_their_members()
    {
        var watch = Watch();

        _body.Push($$"""
            {"type":"MODIFIED","object":{{Things.Json("one", 6)}} }
            {"object":{{Things.Json("two", 7)}},"extra":[1],"type":"DELETED"}

            {"type":"BOOKMARK","object":{"kind":"Thing","metadata":{"resourceVersion":"9","creationTimestamp":null} } }

            """).End();

        Assert.That((await watch).Kind, Is.EqualTo(WatchEndKind.Ended));
        Assert.That(_sink.Seen, Is.EqualTo(new[] { "connected", "Modified one 6", "Deleted two 7", "bookmark 9" }));
    }

    [Test]
    public async Task An_undecodable_object_does_not_stop_its_neighbours()
    {
        var watch = Watch();

        _body.Push($$"""
            {"type":"ADDED","object":{{Things.Json("bad", 6, "\"canary\"")}} }
            {"type":"ADDED","object":{{Things.Json("two", 7)}} }

            """).End();

        Assert.That((await watch).Kind, Is.EqualTo(WatchEndKind.Ended));
        Assert.That(_sink.Seen, Is.EqualTo(new[] { "connected", "undecodable Added a/bad 6: not a readable Thing at $.spec.value (JsonException)", "Added two 7" }));
    }

    [TestCase("not json")]
    [TestCase("""{"type":"ADDED"}""")]
    [TestCase("""{"type":"STRANGE","object":{}}""")]
    [TestCase("""{"type":"ADDED","object":{"metadata":{"name":"x"}}""")]
    [TestCase("""{"type":"ADDED","object":{}} {}""")]
    public async Task A_line_that_is_no_event_ends_the_watch_as_malformed(string line)
    {
        var watch = Watch();

        _body.Push(line + "\n");

        var end = await watch;
        Assert.Multiple(() =>
        {
            Assert.That(end.Kind, Is.EqualTo(WatchEndKind.Malformed));
            Assert.That(end.Failure!.Reason, Is.EqualTo("Undecodable"));
        });
    }

    [Test]
    public async Task Half_a_line_before_the_end_is_nothing()
    {
        var watch = Watch();

        _body.Push("""{"type":"ADDED","obj""").End();

        Assert.That((await watch).Kind, Is.EqualTo(WatchEndKind.Ended));
        Assert.That(_sink.Seen, Is.EqualTo(new[] { "connected" }));
    }

    [Test]
    public async Task A_broken_connection_is_a_cut()
    {
        var watch = Watch();
        _time.Advance(TimeSpan.FromSeconds(5));

        _body.Push("""{"type":""").Break();

        var end = await watch;
        Assert.That((end.Kind, end.Lasted, end.Lines), Is.EqualTo((WatchEndKind.Cut, TimeSpan.FromSeconds(5), 0L)));
    }

    [Test]
    public async Task An_error_event_is_the_servers_refusal()
    {
        var watch = Watch();

        _body.Push("""{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Gone","message":"too old"}}""" + "\n");

        var end = await watch;
        Assert.Multiple(() =>
        {
            Assert.That(end.Kind, Is.EqualTo(WatchEndKind.Refused));
            Assert.That(end.Failure!.IsExpired);
        });
    }

    [Test]
    public async Task A_watch_that_stays_silent_beyond_its_time_is_given_up_and_bytes_extend_it()
    {
        var watch = Watch();

        _time.Advance(TimeSpan.FromSeconds(200));
        _body.Push("""{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"9"}}}""" + "\n");
        _time.Advance(TimeSpan.FromSeconds(279));
        var alive = !watch.IsCompleted;
        _time.Advance(TimeSpan.FromSeconds(62));

        Assert.That(alive);
        Assert.That((await watch).Kind, Is.EqualTo(WatchEndKind.Idle));
    }

    [Test]
    public async Task A_server_that_does_not_answer_the_request_is_unreachable()
    {
        _server.Hangs();
        var watch = WatchAsync();

        _time.Advance(TimeSpan.FromSeconds(31));

        var end = await watch;
        Assert.That((end.Kind, end.Lasted), Is.EqualTo((WatchEndKind.Unreachable, TimeSpan.Zero)));
    }

    private Task<WatchEnd> Watch()
    {
        _server.Answers(_body);
        return WatchAsync();
    }

    private Task<WatchEnd> WatchAsync()
    {
        return new ListWatch<Thing>(_connection, Things.Type, "a", new ListWatchOptions()).WatchAsync("5", _sink, new Random(1), default);
    }

    private sealed class RecordingSink : IWatchSink<Thing>
    {
        public List<string> Seen { get; } = [];

        public void Connected() => Seen.Add("connected");

        public void Changed(WatchChange change, Thing item) => Seen.Add($"{change} {item.Metadata.Name} {item.Metadata.ResourceVersion}");

        public void Undecodable(WatchChange change, UndecodableItem item) => Seen.Add($"undecodable {change} {item.Key} {item.ResourceVersion}: {item.Reason}");

        public void Bookmark(string resourceVersion) => Seen.Add($"bookmark {resourceVersion}");
    }
}
