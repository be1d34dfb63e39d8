using System.Text.Json.Nodes;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Informers;
using Alitellm.Kubernetes.Tests.Client;
using Alitellm.Testing.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Informers;

public sealed class InformerTests
{
    private InformerWorld _world = null!;

    [SetUp]
    public void Begin() => _world = new InformerWorld();

    [TearDown]
    public void End() => _world.Dispose();

    [Test]
    public void The_first_list_is_in_the_store_and_announced_as_initial_when_the_informer_has_synced()
    {
        _world.Set("one", 1);
        _world.Set("two", 2);
        var synced = _world.Informer.WaitForSyncAsync(default);

        _world.Start();

        Assert.Multiple(() =>
        {
            Assert.That(synced.IsCompletedSuccessfully);
            Assert.That(_world.Informer.HasSynced);
            Assert.That(_world.Names, Is.EqualTo(new[] { "one", "two" }));
            Assert.That(_world.Heard, Is.EquivalentTo(new[] { "+one!", "+two!" }));
            Assert.That(_world.Informer.Get(new("a", "two"))!.Spec!.Value, Is.EqualTo(2));
        });
    }

    [Test]
    public void Changes_arrive_without_any_time_passing()
    {
        _world.Start();

        _world.Set("one", 1);
        _world.Set("one", 2);
        _world.Delete("one");

        Assert.That(_world.Heard, Is.EqualTo(new[] { "+one", "~one", "-one" }));
        Assert.That(_world.Informer.Count, Is.Zero);
    }

    [Test]
    public void A_change_is_in_the_store_when_its_subscribers_hear_of_it()
    {
        var values = new List<(int? Old, int? Stored)>();
        _world.Informer.Subscribe(e => values.Add((e.Old?.Spec!.Value, _world.Informer.Get(e.Key)?.Spec!.Value)));
        _world.Start();

        _world.Set("one", 1);
        _world.Set("one", 2);
        _world.Delete("one");

        Assert.That(values, Is.EqualTo(new (int?, int?)[] { (null, 1), (1, 2), (2, null) }));
    }

    [Test]
    public void A_late_subscriber_hears_every_object_once_and_then_the_changes()
    {
        _world.Set("one", 1);
        _world.Start();
        var late = new List<string>();

        using (_world.Informer.Subscribe(e => late.Add(InformerWorld.Describe(e))))
        {
            _world.Set("two", 1);
        }

        _world.Set("three", 1);

        Assert.That(late, Is.EqualTo(new[] { "+one!", "+two" }));
    }

    [Test]
    public void A_handler_that_throws_harms_neither_the_others_nor_the_store()
    {
        var heard = 0;
        _world.Informer.Subscribe(_ => throw new InvalidOperationException("a defect"));
        _world.Informer.Subscribe(_ => heard++);
        _world.Start();

        _world.Set("one", 1);
        _world.Set("two", 1);

        Assert.That((heard, _world.Informer.Count, _world.Informer.IsAlive), Is.EqualTo((2, 2, true)));
    }

    [Test]
    public void An_index_follows_every_change()
    {
        _world.Informer.AddIndex("secret", t => t.Spec?.Secret is { } secret ? [secret] : []);
        _world.Set("one", 1, secret: "s1");
        _world.Set("two", 1, secret: "s1");
        _world.Start();
        IEnumerable<string> Users(string secret) => _world.Informer.ByIndex("secret", secret).Select(t => t.Metadata.Name).Order(StringComparer.Ordinal);

        Assert.That(Users("s1"), Is.EqualTo(new[] { "one", "two" }));
        _world.Set("one", 1, secret: "s2");
        _world.Delete("two");
        Assert.Multiple(() =>
        {
            Assert.That(Users("s1"), Is.Empty);
            Assert.That(Users("s2"), Is.EqualTo(new[] { "one" }));
            Assert.That(() => Users("other"), Is.Empty);
            Assert.That(() => _world.Informer.ByIndex("unknown", "x"), Throws.ArgumentException);
            Assert.That(() => _world.Informer.AddIndex("late", _ => []), Throws.InvalidOperationException);
        });
    }

    [Test]
    public void An_index_function_that_throws_leaves_its_object_in_the_store()
    {
        _world.Informer.AddIndex("value", t => t.Spec!.Value == 13 ? throw new InvalidOperationException("a defect") : ["any"]);
        _world.Set("one", 13);
        _world.Set("two", 1);

        _world.Start();

        Assert.That(_world.Names, Is.EqualTo(new[] { "one", "two" }));
        Assert.That(_world.Informer.ByIndex("value", "any"), Has.Count.EqualTo(1));
    }

    [Test]
    public void Changes_missed_while_the_version_expired_are_made_up_for_including_deletions()
    {
        _world.Set("changed", 1);
        _world.Set("gone", 1);
        _world.Set("kept", 1);
        _world.Start();
        _world.Heard.Clear();

        _world.Server.Faults.Down();
        _world.Set("changed", 2);
        _world.Set("new", 1);
        _world.Delete("gone");
        _world.Server.Compact();
        _world.Server.Faults.Up();
        _world.Pass(TimeSpan.FromSeconds(1));

        Assert.Multiple(() =>
        {
            Assert.That(_world.Heard, Is.EquivalentTo(new[] { "~changed", "+new", "-gone" }));
            Assert.That(_world.Names, Is.EqualTo(new[] { "changed", "kept", "new" }));
            Assert.That(_world.Lists, Is.EqualTo(2));
        });
    }

    [Test]
    public void An_expired_watch_is_listed_anew_at_once()
    {
        _world.Start();

        _world.Server.Faults.ExpireWatches();

        Assert.That((_world.Lists, _world.WatchRequests), Is.EqualTo((2, 2)));
        var last = _world.Server.Journal.Records.Last(r => r.Request.Verb == "list");
        Assert.That(last.Request.Resource, Is.EqualTo("things"));
    }

    [Test]
    public void A_watch_cut_in_the_middle_of_a_line_goes_on_from_the_last_version_without_a_list()
    {
        _world.Start();
        _world.Set("one", 1);

        _world.Server.Faults.CutWatchesMidLine();
        _world.Set("two", 1);
        _world.Pass(TimeSpan.FromSeconds(1));

        Assert.Multiple(() =>
        {
            Assert.That(_world.Heard, Is.EqualTo(new[] { "+one", "+two" }));
            Assert.That(_world.Lists, Is.EqualTo(1));
        });
    }

    [Test]
    public void A_change_is_seen_within_a_second_after_an_outage_however_long_it_was()
    {
        _world.Start();
        _world.Server.Faults.Down();
        _world.Pass(TimeSpan.FromMinutes(3));
        _world.Set("one", 1);

        _world.Server.Faults.Up();
        _world.Pass(TimeSpan.FromSeconds(1));

        Assert.Multiple(() =>
        {
            Assert.That(_world.Heard, Is.EqualTo(new[] { "+one" }));
            Assert.That(_world.Lists, Is.EqualTo(1));
            Assert.That(_world.WatchRequests, Is.LessThan(400), "no hot loop");
        });
    }

    [Test]
    public void A_bookmark_moves_the_version_so_that_compaction_costs_no_list()
    {
        _world.Set("one", 1);
        _world.Start();
        for (var i = 0; i < 20; i++)
        {
            _world.Server.Apply(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Secret", ["metadata"] = new JsonObject { ["namespace"] = "a", ["name"] = $"s{i}" } });
        }

        _world.Pass(TimeSpan.FromSeconds(61));
        _world.Server.Compact();
        _world.Server.Faults.EndWatches();
        _world.Set("two", 1);
        _world.Pass(TimeSpan.FromSeconds(1));

        Assert.That((_world.Lists, _world.Names.Count), Is.EqualTo((1, 2)));
    }

    [Test]
    public void Throttling_is_waited_for_and_costs_no_list()
    {
        _world.Start();
        _world.Server.Faults.Add(new FaultRule { Verb = "watch", Action = FaultAction.TooManyRequests(5) });
        _world.Server.Faults.CutWatches();
        _world.Pass(TimeSpan.FromSeconds(4));
        var early = _world.WatchRequests;
        _world.Server.Faults.Clear();
        _world.Set("one", 1);

        _world.Pass(TimeSpan.FromSeconds(5));

        Assert.Multiple(() =>
        {
            Assert.That(early, Is.EqualTo(2), "one watch, one refused attempt");
            Assert.That(_world.Heard, Is.EqualTo(new[] { "+one" }));
            Assert.That(_world.Lists, Is.EqualTo(1));
        });
    }

    [TestCase(403, "Forbidden")]
    [TestCase(404, "NotFound")]
    [TestCase(500, "InternalError")]
    public void A_list_that_is_refused_is_tried_again_and_the_informer_is_not_synced_meanwhile(int status, string reason)
    {
        _world.Server.Faults.Add(new FaultRule { Resource = "things", Action = FaultAction.Answer(status, reason) });
        _world.Start();
        _world.Pass(TimeSpan.FromMinutes(2));
        var (synced, alive, tries) = (_world.Informer.HasSynced, _world.Informer.IsAlive, _world.Lists);
        _world.Server.Faults.Clear();

        _world.Pass(TimeSpan.FromSeconds(30));

        Assert.That((synced, alive, _world.Informer.HasSynced), Is.EqualTo((false, true, true)));
        Assert.That(tries, Is.InRange(5, 16));
    }

    [Test]
    public void A_refused_relist_leaves_the_store_as_it_was()
    {
        _world.Set("one", 1);
        _world.Start();
        _world.Server.Faults.Add(new FaultRule { Verb = "list", Action = FaultAction.Answer(403, "Forbidden") });

        _world.Server.Faults.ExpireWatches();
        _world.Pass(TimeSpan.FromMinutes(1));

        Assert.That((_world.Informer.HasSynced, _world.Names.Count, _world.Heard.Count), Is.EqualTo((true, 1, 1)));
    }

    [Test]
    public void A_line_that_is_no_event_is_followed_by_a_list()
    {
        _world.Start();

        _world.Server.Faults.SendLine("{\"type\":");
        _world.Set("one", 1);
        _world.Pass(TimeSpan.FromSeconds(1));

        Assert.That((_world.Lists, _world.Names.Count, _world.Informer.HasSynced), Is.EqualTo((2, 1, true)));
    }

    [Test]
    public void An_undecodable_object_is_reported_and_its_neighbours_flow()
    {
        _world.Server.Apply(Undecodable("bad"));
        _world.Set("one", 1);
        _world.Start();

        _world.Server.Apply(Undecodable("worse"));
        _world.Set("two", 1);

        Assert.Multiple(() =>
        {
            Assert.That(_world.Names, Is.EqualTo(new[] { "one", "two" }));
            Assert.That(_world.Undecodable.Select(u => u.Key?.Name), Is.EqualTo(new[] { "bad", "worse" }));
            Assert.That(_world.Informer.HasSynced);
        });
    }

    [Test]
    public void An_object_that_becomes_undecodable_keeps_its_last_state_until_it_is_deleted_even_over_a_list()
    {
        _world.Set("one", 1);
        _world.Start();
        _world.Server.Apply(Undecodable("one"));
        var afterEvent = _world.Informer.Get(new("a", "one"))?.Spec!.Value;

        _world.Server.Faults.ExpireWatches();
        var afterList = _world.Informer.Get(new("a", "one"))?.Spec!.Value;
        _world.Delete("one");

        Assert.That((afterEvent, afterList, _world.Informer.Count), Is.EqualTo(((int?)1, (int?)1, 0)));
        Assert.That(_world.Heard, Is.EqualTo(new[] { "+one!", "-one" }));
    }

    [Test]
    public void Several_namespaces_share_one_store_and_others_stay_out()
    {
        using var world = new InformerWorld(new InformerOptions(["a", "b"]));
        world.Set("one", 1, "a");
        world.Set("two", 1, "b");
        world.Set("three", 1, "c");

        world.Start();
        world.Set("four", 1, "b");
        world.Set("five", 1, "c");

        Assert.That(world.Names, Is.EqualTo(new[] { "four", "one", "two" }));
        Assert.That(world.Lists, Is.EqualTo(2));
    }

    [Test]
    public void With_a_field_selector_only_what_it_selects_is_listed_and_watched()
    {
        using var world = new InformerWorld(new InformerOptions([]) { FieldSelector = "metadata.name=one", Name = "the one" });
        world.Set("one", 1, "a");
        world.Set("two", 1, "a");

        world.Start();
        world.Set("two", 2, "a");
        world.Set("one", 2, "b");

        Assert.That(world.Heard, Is.EqualTo(new[] { "+one!", "+one" }));
        Assert.That(world.Informer.Name, Is.EqualTo("the one"));
    }

    [Test]
    public void It_has_not_synced_before_every_namespace_has()
    {
        using var world = new InformerWorld(new InformerOptions(["a", "b"]));
        var rule = world.Server.Faults.Add(new FaultRule { Namespace = "b", Action = FaultAction.Answer(403, "Forbidden") });
        world.Set("one", 1, "a");
        world.Start();
        var before = (world.Informer.HasSynced, world.Informer.Count);

        world.Server.Faults.Remove(rule);
        world.Pass(TimeSpan.FromSeconds(2));

        Assert.That((before, world.Informer.HasSynced), Is.EqualTo(((false, 1), true)));
    }

    [Test]
    public void A_relist_of_one_namespace_leaves_the_others_alone()
    {
        using var world = new InformerWorld(new InformerOptions(["a", "b"]));
        world.Set("one", 1, "a");
        world.Set("two", 1, "b");
        world.Start();
        world.Heard.Clear();

        world.Server.Faults.ExpireWatches(r => r.Namespace == "a");

        Assert.That(world.Heard, Is.Empty);
        Assert.That(world.Names, Is.EqualTo(new[] { "one", "two" }));
    }

    [Test]
    public void Readers_never_see_half_a_list()
    {
        for (var i = 0; i < 50; i++)
        {
            _world.Set($"old-{i:00}", i);
        }

        var seen = new HashSet<(int Old, int New)>();
        _world.Informer.AddIndex("all", t => [t.Metadata.Name[..3]]);
        _world.Start();
        _world.Server.Faults.Down();
        for (var i = 0; i < 50; i++)
        {
            _world.Delete($"old-{i:00}");
            _world.Set($"new-{i:00}", i);
        }

        _world.Server.Compact();
        // Handlers run while the list is being announced: all of them must see the whole new list.
        _world.Informer.Subscribe(e =>
        {
            if (!e.IsInitial)
            {
                seen.Add((_world.Informer.ByIndex("all", "old").Count, _world.Informer.List().Count(t => t.Metadata.Name.StartsWith("new", StringComparison.Ordinal))));
            }
        });
        _world.Server.Faults.Up();
        _world.Pass(TimeSpan.FromSeconds(1));

        Assert.That(seen, Is.EqualTo(new[] { (0, 50) }));
    }

    [Test]
    public async Task Secrets_can_be_watched_without_their_data()
    {
        _world.Server.Apply(new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject { ["namespace"] = "a", ["name"] = "s" },
            ["data"] = new JsonObject { ["k"] = "dg==" },
        });
        using var stop = new CancellationTokenSource();
        var informer = new Informer<PartialObject>(_world.Connection, BuiltInTypes.SecretMetadata, new InformerOptions([], MetadataOnly: true), _world.Time, NullLoggerFactory.Instance);
        var run = informer.RunAsync(stop.Token);

        var secret = informer.Get(new("a", "s"))!;
        await stop.CancelAsync();
        await run;

        Assert.That((secret.Kind, secret.ApiVersion, secret.Metadata.ResourceVersion?.Length > 0), Is.EqualTo(("Secret", "v1", true)));
    }

    [Test]
    public async Task It_ends_quietly_when_cancelled_and_stays_alive()
    {
        _world.Start();

        _world.Stop();
        await _world.Run;

        Assert.That((_world.Informer.IsAlive, _world.Server.WatchCount), Is.EqualTo((true, 0)));
        Assert.That(() => _world.Informer.RunAsync(default), Throws.InvalidOperationException);
    }

    [Test]
    public void A_quiet_watch_is_renewed_without_listing()
    {
        _world.Start();

        _world.Pass(TimeSpan.FromMinutes(30));

        Assert.That(_world.Lists, Is.EqualTo(1));
        Assert.That(_world.WatchRequests, Is.InRange(5, 8));
    }

    [Test]
    public void Our_own_write_is_read_at_once_and_its_echo_is_not_announced()
    {
        _world.Set("one", 1);
        _world.Start();
        _world.Heard.Clear();
        var own = new List<string>();
        _world.Informer.Subscribe(e => own.Add(InformerWorld.Describe(e)), ownWrites: true);
        own.Clear();
        _world.Server.Faults.StallWatches();

        var answer = _world.Connection.Resource(Things.Type).MergePatchAsync(new("a", "one"), new JsonObject { ["spec"] = new JsonObject { ["value"] = 2 } }, default).GetAwaiter().GetResult();
        _world.Informer.Put(answer);
        var read = _world.Informer.Get(new("a", "one"))!.Spec!.Value;
        _world.Server.Faults.ResumeWatches();

        Assert.That((read, _world.Informer.Get(new("a", "one"))!.Spec!.Value), Is.EqualTo((2, 2)));
        Assert.That(_world.Heard, Is.Empty);
        Assert.That(own, Is.EqualTo(new[] { "~one" }), "for those who depend on what this process writes");
    }

    [Test]
    public void Lists_watches_and_unreadable_objects_are_counted_by_how_they_ended()
    {
        using var metrics = new MetricReader("resource", "things");
        _world.Server.Apply(Undecodable("bad"));
        _world.Start();

        _world.Server.Faults.ExpireWatches();
        _world.Server.Faults.Down();
        _world.Pass(TimeSpan.FromSeconds(1));

        Assert.Multiple(() =>
        {
            Assert.That(metrics["alitellm_operator_informer_lists_total{result=success}"], Is.EqualTo(2));
            Assert.That(metrics["alitellm_operator_informer_undecodable_total"], Is.EqualTo(2));
            Assert.That(metrics["alitellm_operator_informer_watches_total{result=expired}"], Is.EqualTo(1));
            Assert.That(metrics["alitellm_operator_informer_watches_total{result=cut}"], Is.EqualTo(1));
            Assert.That(metrics["alitellm_operator_informer_watches_total{result=unreachable}"], Is.InRange(1, 2));
        });
    }

    private static JsonObject Undecodable(string name)
    {
        var manifest = Things.Manifest("a", name, 1);
        manifest["spec"]!["value"] = "not a number";
        return manifest;
    }
}
