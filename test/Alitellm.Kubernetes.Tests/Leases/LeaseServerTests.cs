using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Leases;
using Alitellm.Testing.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Leases;

/// <summary>Two replicas on an API server: what is really sent.</summary>
public sealed class LeaseServerTests
{
    [Test]
    public void In_the_steady_state_the_server_sees_only_renewals_and_watches()
    {
        FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        PumpedContext context = new();
        SynchronizationContext? previous = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            ApiServer server = new(time, new ApiServerOptions { CreateMissingNamespaces = true });
            using HttpMessageHandler handler = server.CreateHandler();
            using KubernetesConnection connection = KubernetesConnection.ForHandler(handler, "tester/1", time);
            using CancellationTokenSource stopOne = new();
            using CancellationTokenSource stopTwo = new();
            LeaseGroup one = Group(connection, "one", time);
            LeaseGroup two = Group(connection, "two", time);
            Task runOne = one.RunAsync(stopOne.Token);
            Pass(60);
            Task runTwo = two.RunAsync(stopTwo.Token);
            Pass(60);
            Assert.That((Held(one), Held(two)), Is.EqualTo((1, 1)));

            server.Journal.Clear();
            Pass(600);
            Assert.That(server.Journal.Records.Select(record => record.Request.Verb).Distinct(), Is.EquivalentTo(new[] { "update", "watch" }));
            Assert.That(server.Journal.Count("update"), Is.InRange(4 * 115, 4 * 135));

            stopOne.Cancel();
            Pass(2);
            Assert.That((runOne.IsCompletedSuccessfully, Held(two)), Is.EqualTo((true, 2)));
            stopTwo.Cancel();
            Pass(2);
            Assert.That(runTwo.IsCompletedSuccessfully, Is.True);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(previous);
        }

        void Pass(int seconds)
        {
            context.Drain();
            for (int step = 0; step < seconds * 10; step++)
            {
                time.Advance(TimeSpan.FromMilliseconds(100));
                context.Drain();
            }
        }
    }

    private static LeaseGroup Group(KubernetesConnection connection, string identity, FakeTimeProvider time)
    {
        LeaseGroup group = new(connection, "ns", "op", identity, new LeaseOptions(), [], time, new Random(1), NullLoggerFactory.Instance);
        foreach (string name in new[] { "a", "b" })
        {
            group.Add(name, name, term => Task.Delay(Timeout.InfiniteTimeSpan, time, term.Token));
        }

        return group;
    }

    private static int Held(LeaseGroup group)
    {
        return new[] { "a", "b" }.Count(name => group.Term(name) is not null);
    }
}
