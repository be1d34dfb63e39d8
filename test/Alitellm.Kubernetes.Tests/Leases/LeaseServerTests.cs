using System.Diagnostics.CodeAnalysis;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Leases;
using Alitellm.Testing.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Leases;

/// <summary>Replicas on an API server: what is really sent.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Disposed of by the tear-down.")]
public sealed class LeaseServerTests
{
    private readonly PumpedContext _context = new();
    private FakeTimeProvider _time = null!;
    private ApiServer _server = null!;
    private HttpMessageHandler _handler = null!;
    private KubernetesConnection _connection = null!;
    private SynchronizationContext? _previous;

    [SetUp]
    public void Begin()
    {
        _previous = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_context);
        _time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        _server = new ApiServer(_time, new ApiServerOptions { CreateMissingNamespaces = true });
        _handler = _server.CreateHandler();
        _connection = KubernetesConnection.ForHandler(_handler, "tester/1", _time);
    }

    [TearDown]
    public void End()
    {
        _connection.Dispose();
        _handler.Dispose();
        SynchronizationContext.SetSynchronizationContext(_previous);
    }

    [Test]
    public void In_the_steady_state_the_server_sees_only_renewals_and_watches()
    {
        using CancellationTokenSource stopOne = new();
        using CancellationTokenSource stopTwo = new();
        LeaseGroup one = Group("one");
        LeaseGroup two = Group("two");
        Task runOne = one.RunAsync(stopOne.Token);
        Pass(60);
        Task runTwo = two.RunAsync(stopTwo.Token);
        Pass(60);
        Assert.That((Held(one), Held(two)), Is.EqualTo((1, 1)));

        _server.Journal.Clear();
        Pass(600);
        Assert.That(_server.Journal.Records.Select(record => record.Request.Verb).Distinct(), Is.EquivalentTo(new[] { "update", "watch" }));
        Assert.That(_server.Journal.Count("update"), Is.InRange(4 * 115, 4 * 135));

        // Three watches of each replica, each begun anew after 4.5 to 5.5 min.
        Assert.That(_server.Journal.Count("watch"), Is.InRange(6, 18));

        stopOne.Cancel();
        Pass(2);
        Assert.That((runOne.IsCompletedSuccessfully, Held(two)), Is.EqualTo((true, 2)));
        stopTwo.Cancel();
        Pass(2);
        Assert.That(runTwo.IsCompletedSuccessfully, Is.True);
    }

    [Test]
    public void Another_operator_is_noticed_as_it_writes_its_lease_and_waited_for_while_it_renews()
    {
        using CancellationTokenSource stop = new();
        LeaseGroup one = Group("one");
        Task run = one.RunAsync(stop.Token);
        Pass(30);
        Assert.That(Held(one), Is.EqualTo(2));

        Renew("not-waited-for", "stranger");
        Pass(1);
        Assert.That((Held(one), one.WaitingFor), Is.EqualTo((2, (string?)null)));

        for (int i = 0; i < 5; i++)
        {
            Renew("other-leader", $"other-{i}");
            Pass(1);
            Assert.That((Held(one), one.WaitingFor), Is.EqualTo((0, $"other-{i}")));
            Pass(9);
        }

        Pass(8);
        Assert.That((Held(one), one.WaitingFor), Is.EqualTo((2, (string?)null)));
        stop.Cancel();
        Pass(2);
        Assert.That(run.IsCompletedSuccessfully, Is.True);
    }

    private void Renew(string name, string holder)
    {
        _server.Apply($"{{apiVersion: coordination.k8s.io/v1, kind: Lease, metadata: {{name: {name}, namespace: watched}}, spec: {{holderIdentity: {holder}, leaseDurationSeconds: 15}}}}");
    }

    private void Pass(int seconds)
    {
        _context.Drain();
        for (int step = 0; step < seconds * 10; step++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            _context.Drain();
        }
    }

    private LeaseGroup Group(string identity)
    {
        ObjectKey[] foreign = [new("ns", "other-leader"), new("watched", "other-leader")];
        LeaseGroup group = new(_connection, "ns", "op", identity, new LeaseOptions(), foreign, _time, new Random(1), NullLoggerFactory.Instance);
        foreach (string name in new[] { "a", "b" })
        {
            group.Add(name, name, term => Task.Delay(Timeout.InfiniteTimeSpan, _time, term.Token));
        }

        return group;
    }

    private static int Held(LeaseGroup group)
    {
        return new[] { "a", "b" }.Count(name => group.Term(name) is not null);
    }
}
