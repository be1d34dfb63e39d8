using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Informers;
using Alitellm.Kubernetes.Tests.Client;
using Alitellm.Testing.Clocks;
using Alitellm.Testing.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Informers;

public sealed class OnDemandInformerTests
{
    private readonly List<string> _heard = [];
    private CancellationTokenSource _stop = null!;
    private VirtualTime _time = null!;
    private VirtualPump _pump = null!;
    private ApiServer _server = null!;
    private OnDemandInformer<Thing> _informer = null!;
    private Task _run = null!;

    [SetUp]
    public void Begin()
    {
        _heard.Clear();
        _stop = new();
        _time = new();
        _pump = new(_time);
        _server = new(_time, new ApiServerOptions { CreateMissingNamespaces = true });
        _server.InstallCrds([Things.Definition]);
        var connection = KubernetesConnection.ForHandler(_server.CreateHandler(), "tester/1", _time);
        _informer = new(() => new(connection, Things.Type, new InformerOptions([]) { MayBeAbsent = true }, _time, NullLoggerFactory.Instance, new Random(1)));
        _informer.Changed += change => _heard.Add(InformerWorld.Describe(change));
        _pump.Do(() => _run = _informer.RunAsync(_stop.Token));
    }

    [TearDown]
    public void End()
    {
        _pump.Do(_stop.Cancel);
        _stop.Dispose();
    }

    [Test]
    public void Nothing_is_asked_of_the_server_while_nobody_wants_it()
    {
        _pump.Run(TimeSpan.FromMinutes(10));

        Assert.That(_server.Journal.Count("list", "things"), Is.Zero);
        Assert.That(Current().Result, Is.Null);
    }

    [Test]
    public void It_runs_as_soon_as_it_is_wanted()
    {
        Set("one");

        Want(true);
        Set("two");

        Assert.That(_heard, Is.EqualTo(new[] { "+one!", "+two" }));
        Assert.That(Current().Result!.Count, Is.EqualTo(2));
    }

    [Test]
    public void It_ends_with_the_demand_and_starts_from_nothing_with_the_next()
    {
        Set("one");
        Want(true);

        Want(false);
        var watches = _server.WatchCount;
        Set("two");
        Want(true);

        Assert.That(watches, Is.Zero);
        Assert.That(_heard, Is.EqualTo(new[] { "+one!", "+one!", "+two!" }));
        Assert.That((_server.Journal.Count("list", "things"), _server.WatchCount), Is.EqualTo((2, 1)));
    }

    [Test]
    public void Who_waits_for_a_first_answer_is_told_when_nobody_wants_it_any_more()
    {
        _server.Faults.Add(new FaultRule { Resource = "things", Action = FaultAction.Hang() });
        Want(true);
        var current = Current();
        var waited = current.IsCompleted;

        Want(false);

        Assert.That((waited, current.IsCompleted), Is.EqualTo((false, true)));
        Assert.That(current.Result, Is.Null);
    }

    [Test]
    public void A_want_that_ends_and_comes_back_at_once_is_followed_by_one_informer()
    {
        Want(true);

        _pump.Do(() =>
        {
            _informer.IsWanted = false;
            _informer.IsWanted = true;
        });

        Assert.That((_server.Journal.Count("list", "things"), _server.WatchCount), Is.EqualTo((2, 1)));
        Assert.That(Current().Result, Is.Not.Null);
    }

    [Test]
    public void A_change_of_standing_is_passed_on()
    {
        var changes = 0;
        _informer.StandingChanged += () => changes++;
        Want(true);
        var before = (changes, Current().Result!.Standing.State);

        _pump.Do(() => _server.Delete("customresourcedefinitions.apiextensions.k8s.io", "", "things.test.example.com"));
        _pump.Run(TimeSpan.FromSeconds(1));

        Assert.That(before, Is.EqualTo((1, InformerState.Synced)));
        Assert.That((changes, Current().Result!.Standing.State), Is.EqualTo((2, InformerState.Absent)));
    }

    [Test]
    public void It_ends_when_it_is_told_to()
    {
        Want(true);

        _pump.Do(_stop.Cancel);

        Assert.That((_run.IsCompletedSuccessfully, _server.WatchCount), Is.EqualTo((true, 0)));
    }

    private void Want(bool wanted) => _pump.Do(() => _informer.IsWanted = wanted);

    private void Set(string name) => _pump.Do(() => _server.Apply(Things.Manifest("a", name, 1)));

    private Task<Informer<Thing>?> Current()
    {
        Task<Informer<Thing>?> current = null!;
        _pump.Do(() => current = _informer.CurrentAsync(default));
        return current;
    }
}
