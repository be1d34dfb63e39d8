using Alitellm.Kubernetes.Informers;
using Alitellm.Kubernetes.ListWatch;
using Alitellm.Kubernetes.Tests.Client;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Informers;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StoreUpdaterTests
{
    private static readonly ObjectKey One = new("a", "one");

    private readonly FakeTimeProvider _time = new();
    private InformerStore<Thing> _store = null!;
    private StoreUpdater<Thing> _updater = null!;

    [SetUp]
    public void Begin()
    {
        _store = new();
        _updater = new(_store, [], _time);
        List("10", Things.Make("one", 8));
    }

    [Test]
    public void An_event_seen_twice_is_told_once()
    {
        Assert.That(Event(WatchChange.Modified, 11), Is.EqualTo("~8→11"));
        Assert.That(Event(WatchChange.Modified, 11), Is.Null);
    }

    [Test]
    public void A_put_older_than_what_the_watch_brought_is_ignored()
    {
        Event(WatchChange.Modified, 12);

        _updater.Put(Things.Make("one", 11));

        Assert.That(Stored(), Is.EqualTo("12"));
    }

    [Test]
    public void A_put_that_comes_after_the_deletion_does_not_bring_the_object_back()
    {
        Event(WatchChange.Deleted, 13);

        _updater.Put(Things.Make("one", 12));

        Assert.That(Stored(), Is.Null);
    }

    [Test]
    public void A_put_of_a_namespace_that_is_not_watched_is_ignored()
    {
        var updater = new StoreUpdater<Thing>(_store, ["b"], _time);

        updater.Put(Things.Make("two", 20));

        Assert.That(_store.Count, Is.EqualTo(1));
    }

    [Test]
    public void A_foreign_change_that_our_write_overtook_is_told_and_the_store_does_not_go_back()
    {
        _updater.Put(Things.Make("one", 12));

        Assert.Multiple(() =>
        {
            Assert.That(Event(WatchChange.Modified, 11), Is.EqualTo("~8→12"));
            Assert.That(Stored(), Is.EqualTo("12"));
            Assert.That(Event(WatchChange.Modified, 12), Is.Null);
            Assert.That(Event(WatchChange.Modified, 13), Is.EqualTo("~12→13"));
        });
    }

    [Test]
    public void The_echo_of_a_write_is_marked_as_our_own()
    {
        _updater.Put(Things.Make("one", 12));

        Assert.That(Event(WatchChange.Modified, 12), Is.EqualTo("own ~8→12"));
    }

    [Test]
    public void Of_several_writes_only_the_last_is_awaited()
    {
        _updater.Put(Things.Make("one", 11));
        _updater.Put(Things.Make("one", 12));

        Assert.Multiple(() =>
        {
            Assert.That(Event(WatchChange.Modified, 11), Is.EqualTo("~8→12"));
            Assert.That(Event(WatchChange.Modified, 12), Is.Null);
        });
    }

    [Test]
    public void An_object_we_created_is_told_as_an_add_by_its_echo()
    {
        _updater.Put(Things.Make("two", 11));

        Assert.That(Event(WatchChange.Added, 11, "two"), Is.EqualTo("+11"));
    }

    [Test]
    public void A_newer_deletion_wins_over_a_write()
    {
        _updater.Put(Things.Make("one", 12));

        Assert.That(Event(WatchChange.Deleted, 13), Is.EqualTo("-13"));
        Assert.That(Stored(), Is.Null);
    }

    [Test]
    public void The_deletion_of_a_predecessor_does_not_remove_what_we_created_after_it()
    {
        _updater.Put(Things.Make("one", 14));

        Event(WatchChange.Deleted, 13);

        Assert.That(Stored(), Is.EqualTo("14"));
    }

    [Test]
    public void A_list_from_before_our_write_does_not_undo_it()
    {
        _updater.Put(Things.Make("one", 12));
        _updater.Put(Things.Make("two", 13));

        var events = List("11", Things.Make("one", 8));

        Assert.That((Stored(), Stored("two"), events.Count), Is.EqualTo(("12", "13", 0)));
    }

    [Test]
    public void A_list_that_has_our_write_announces_it_because_a_foreign_change_may_be_part_of_it()
    {
        _updater.Put(Things.Make("one", 12));

        Assert.That(List("20", Things.Make("one", 12)), Is.EqualTo(new[] { "~8→12" }));
    }

    [Test]
    public void When_versions_went_backwards_the_server_wins_after_a_minute()
    {
        _updater.Put(Things.Make("one", 5000));
        _time.Advance(TimeSpan.FromMinutes(1));

        List("9", Things.Make("one", 9));

        Assert.That(Stored(), Is.EqualTo("9"));
    }

    [Test]
    public void An_unreadable_item_of_a_list_keeps_the_state_it_had()
    {
        var events = _updater.Replace("", [], [new(One, "12", "broken")], "12", false);

        Assert.That((events.Count, Stored()), Is.EqualTo((0, "8")));
    }

    [Test]
    public void Whatever_comes_in_whatever_order_the_store_ends_as_the_server_and_subscribers_can_follow()
    {
        // A history of writes, some of them ours. Answers arrive anywhere after their write, events in order; in between lists of the present state.
        Gen.Select(Gen.Int[0, 3].Array[1, 40], Gen.Int[0, 1_000_000]).Sample((steps, seed) =>
        {
            var random = new Random(seed);
            var store = new InformerStore<Thing>();
            var updater = new StoreUpdater<Thing>(store, [], _time);
            updater.Replace("", [], [], "1", true);
            var version = 1;
            Thing? server = null;
            Thing? told = null;
            var foreign = 0;
            var heard = 0;
            var events = new Queue<(WatchChange Change, Thing Item)>();
            var answers = new List<Thing>();

            void Tell(StoreChange<Thing>? change)
            {
                if (change is { } c)
                {
                    told = c.Event.New;
                    heard = c.Own ? heard : VersionOf(told);
                }
            }

            void Deliver()
            {
                if (events.TryDequeue(out var e))
                {
                    Tell(updater.Changed(e.Change, e.Item));
                    updater.Reached("", e.Item.Metadata.ResourceVersion);
                }
            }

            void Answer()
            {
                if (answers.Count > 0)
                {
                    var i = random.Next(answers.Count);
                    updater.Put(answers[i]);
                    answers.RemoveAt(i);
                }
            }

            foreach (var step in steps)
            {
                switch (step)
                {
                    case 0:
                        var ours = random.Next(2) == 0;
                        var change = server is null ? WatchChange.Added : WatchChange.Modified;
                        server = Things.Make("one", ++version);
                        events.Enqueue((change, server));
                        if (ours)
                        {
                            answers.Add(server);
                        }
                        else
                        {
                            foreign = version;
                        }

                        break;
                    case 1 when server is not null && random.Next(2) == 0:
                        events.Enqueue((WatchChange.Deleted, Things.Make("one", ++version)));
                        server = null;
                        foreign = 0;
                        break;
                    case 2:
                        Answer();
                        break;
                    default:
                        if (random.Next(5) == 0)
                        {
                            events.Clear();
                            foreach (var e in updater.Replace("", server is null ? [] : [server], [], $"{version}", false))
                            {
                                Tell(new(e, false));
                            }
                        }
                        else
                        {
                            Deliver();
                        }

                        break;
                }
            }

            while (events.Count + answers.Count > 0)
            {
                if (random.Next(2) == 0)
                {
                    Deliver();
                }
                else
                {
                    Answer();
                }
            }

            var stored = store.Get(One)?.Metadata.ResourceVersion;
            return stored == server?.Metadata.ResourceVersion && told?.Metadata.ResourceVersion == stored && heard >= foreign;
        }, iter: 3000);
    }

    private static int VersionOf(Thing? thing) => thing is null ? 0 : int.Parse(thing.Metadata.ResourceVersion, System.Globalization.CultureInfo.InvariantCulture);

    private string? Stored(string name = "one") => _store.Get(new("a", name))?.Metadata.ResourceVersion;

    private List<string> List(string version, params Thing[] items)
    {
        return [.. _updater.Replace("", items, [], version, false).Select(e => Describe(new(e, false)))];
    }

    private string? Event(WatchChange change, int version, string name = "one")
    {
        var told = _updater.Changed(change, Things.Make(name, version));
        _updater.Reached("", $"{version}");
        return told is { } t ? Describe(t) : null;
    }

    private static string Describe(StoreChange<Thing> change)
    {
        var (old, now) = (change.Event.Old?.Metadata.ResourceVersion, change.Event.New?.Metadata.ResourceVersion);
        return (change.Own ? "own " : "") + (old is null ? $"+{now}" : now is null ? $"-{old}" : $"~{old}→{now}");
    }
}
