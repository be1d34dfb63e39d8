using Alitellm.Kubernetes.Informers;
using Alitellm.Kubernetes.Tests.Client;
using Alitellm.Testing.Kubernetes;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Informers;

/// <summary>A kind that a server may not have, have later, and lose again.</summary>
public sealed class AbsentKindTests
{
    private const string OtherVersion = "name: v2";

    private readonly List<InformerState> _states = [];
    private InformerWorld _world = null!;

    [SetUp]
    public void Begin() => _states.Clear();

    [TearDown]
    public void End() => _world.Dispose();

    [Test]
    public void An_absent_kind_is_said_to_be_absent_and_keeps_nobody_waiting()
    {
        Start(served: false);

        Assert.Multiple(() =>
        {
            Assert.That(State, Is.EqualTo(InformerState.Absent));
            Assert.That(_world.Informer.Standing.Failure, Does.Contain("404"));
            Assert.That(_world.Informer.HasSynced);
            Assert.That(_world.Informer.WaitForSyncAsync(default).IsCompletedSuccessfully);
            Assert.That(_world.Heard, Is.Empty);
        });
    }

    [Test]
    public void An_absent_kind_is_looked_for_at_a_steady_pace_and_no_faster()
    {
        Start(served: false);

        _world.Pass(TimeSpan.FromMinutes(10));

        Assert.That(_world.Lists, Is.InRange(600 / 14, 1 + (600 / 10)));
        Assert.That(_world.WatchRequests, Is.Zero);
    }

    [Test]
    public void Absence_is_a_result_of_its_own_among_those_that_are_known_from_the_start()
    {
        using var metrics = new MetricReader("resource", "things");

        Start(served: false);

        Assert.That(metrics["alitellm_operator_informer_lists_total{result=absent}"], Is.EqualTo(1));
        Assert.That(RuntimeTelemetry.ListResults, Does.Contain("absent"));
    }

    [Test]
    public void A_kind_that_appears_is_noticed_within_15_s_and_then_followed_at_once()
    {
        Start(served: false);
        _world.Pass(TimeSpan.FromMinutes(5));
        _world.Serve();
        _world.Set("one", 1);

        _world.Pass(TimeSpan.FromSeconds(15));
        var noticed = (State, _world.Names.Count);
        _world.Set("two", 1);

        Assert.That(noticed, Is.EqualTo((InformerState.Synced, 1)));
        Assert.That(_world.Heard, Is.EqualTo(new[] { "+one!", "+two" }));
    }

    [Test]
    public void A_kind_can_go_and_come_again_and_again()
    {
        Start(served: true);
        for (var round = 0; round < 3; round++)
        {
            _world.Set("one", 1);
            _world.Unserve();
            _world.Pass(TimeSpan.FromSeconds(1));
            Assert.That((State, _world.Informer.IsAlive), Is.EqualTo((InformerState.Absent, true)), $"round {round}");

            _world.Serve();
            _world.Pass(TimeSpan.FromSeconds(15));
            Assert.That((State, _world.Names.Count), Is.EqualTo((InformerState.Synced, 0)), $"round {round}");
        }

        Assert.That(_world.Heard, Is.EqualTo(new[] { "+one", "-one", "+one", "-one", "+one", "-one" }));
        Assert.That(_states, Is.EqualTo(Enumerable.Repeat((InformerState[])[InformerState.Absent, InformerState.Synced], 3).SelectMany(s => s).Prepend(InformerState.Synced)));
    }

    [Test]
    public void A_version_that_is_no_longer_served_is_absence_and_takes_no_object_away()
    {
        Start(served: true);
        _world.Set("one", 1);

        _world.Serve(Things.Definition.Replace("name: v1", OtherVersion, StringComparison.Ordinal));
        _world.Pass(TimeSpan.FromSeconds(1));
        var gone = (State, _world.Names.Count);
        _world.Serve();
        _world.Pass(TimeSpan.FromSeconds(15));

        Assert.That(gone, Is.EqualTo((InformerState.Absent, 1)));
        Assert.That(State, Is.EqualTo(InformerState.Synced));
        Assert.That(_world.Heard, Is.EqualTo(new[] { "+one" }), "nothing happened to the object");
    }

    [TestCase(403, "Forbidden")]
    [TestCase(500, "InternalError")]
    [TestCase(503, "ServiceUnavailable")]
    public void A_list_that_is_refused_is_stale_and_neither_empty_nor_absent(int status, string reason)
    {
        _world = World(served: true);
        _world.Set("one", 1);
        _world.Server.Faults.Add(new FaultRule { Resource = "things", Action = FaultAction.Answer(status, reason) });
        _world.Start();

        Assert.Multiple(() =>
        {
            Assert.That(State, Is.EqualTo(InformerState.Stale));
            Assert.That(_world.Informer.Standing.Failure, Does.Contain($"{status} {reason}"));
            Assert.That(_world.Informer.HasSynced, "it keeps nobody waiting either");
        });

        _world.Server.Faults.Clear();
        _world.Pass(TimeSpan.FromSeconds(2));
        Assert.That((State, _world.Names.Count), Is.EqualTo((InformerState.Synced, 1)));
    }

    [Test]
    public void A_kind_that_may_be_listed_but_not_watched_stays_stale()
    {
        Start(served: true);
        _world.Set("one", 1);
        _world.Server.Faults.Add(new FaultRule { Resource = "things", Verb = "watch", Action = FaultAction.Answer(403, "Forbidden") });

        _world.Server.Faults.EndWatches();
        _world.Pass(TimeSpan.FromMinutes(5));

        Assert.That(_states, Is.EqualTo(new[] { InformerState.Synced, InformerState.Stale }));
        Assert.That(_world.Lists, Is.GreaterThan(5), "it was listed over and over");
    }

    [Test]
    public void A_server_that_is_not_reached_is_stale_until_it_is_back()
    {
        Start(served: true);
        _world.Set("one", 1);

        _world.Server.Faults.Down();
        _world.Pass(TimeSpan.FromSeconds(2));
        var down = State;
        _world.Server.Faults.Up();
        _world.Pass(TimeSpan.FromSeconds(2));

        Assert.That((down, State), Is.EqualTo((InformerState.Stale, InformerState.Synced)));
        Assert.That(_world.Heard, Is.EqualTo(new[] { "+one" }));
    }

    [Test]
    public void The_normal_end_of_a_watch_is_no_trouble()
    {
        Start(served: true);

        _world.Pass(TimeSpan.FromMinutes(12));
        _world.Server.Faults.ExpireWatches();
        _world.Pass(TimeSpan.FromSeconds(2));
        _world.Server.Faults.CutWatches();
        _world.Pass(TimeSpan.FromSeconds(1));

        Assert.That(_states, Is.EqualTo(new[] { InformerState.Synced }));
    }

    [Test]
    public void A_kind_that_must_be_there_is_stale_where_it_is_absent_and_is_waited_for()
    {
        _world = World(served: false, mayBeAbsent: false);
        _world.Start();

        Assert.That((State, _world.Informer.HasSynced), Is.EqualTo((InformerState.Stale, false)));
    }

    [Test]
    public void One_namespace_that_is_refused_makes_the_whole_stale()
    {
        _world = World(served: true, "a", "b");
        _world.Server.Faults.Add(new FaultRule { Namespace = "b", Action = FaultAction.Answer(403, "Forbidden") });
        _world.Set("one", 1);
        _world.Start();

        Assert.That((State, _world.Names.Count), Is.EqualTo((InformerState.Stale, 1)));
    }

    private InformerState State => _world.Informer.Standing.State;

    private void Start(bool served)
    {
        _world = World(served);
        _world.Start();
    }

    private InformerWorld World(bool served, params string[] namespaces) => World(served, true, namespaces);

    private InformerWorld World(bool served, bool mayBeAbsent, params string[] namespaces)
    {
        var world = new InformerWorld(new InformerOptions(namespaces) { MayBeAbsent = mayBeAbsent }, served);
        world.Informer.StandingChanged += () => _states.Add(world.Informer.Standing.State);
        return world;
    }
}
