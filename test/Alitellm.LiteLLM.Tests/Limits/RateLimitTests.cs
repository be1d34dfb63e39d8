using Alitellm.LiteLLM.Tests.Support;

namespace Alitellm.LiteLLM.Tests.Limits;

public sealed class RateLimitTests
{
    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(200);

    [Test]
    public async Task After_the_burst_calls_go_at_the_rate()
    {
        using var client = new TestClient(new EndpointLimits(5, 2, 8));

        var calls = Start(client, 12);
        var sent = new List<int> { client.Server.Requests.Count };
        for (var i = 0; i < 10; i++)
        {
            client.Time.Advance(_tick);
            sent.Add(client.Server.Requests.Count);
        }

        Assert.That(sent, Is.EqualTo(Enumerable.Range(2, 11)));
        await Task.WhenAll(calls);
    }

    [Test]
    public async Task Calls_go_in_the_order_they_came()
    {
        using var client = new TestClient(new EndpointLimits(5, 1, 8));
        var calls = Enumerable.Range(0, 6).Select(i => client.Api.GetAgentAsync($"{i}", default)).ToArray();

        for (var i = 0; i < 5; i++)
        {
            client.Time.Advance(_tick);
        }

        await Task.WhenAll(calls);
        Assert.That(client.Server.Requests.Select(request => request.PathAndQuery[^1]), Is.EqualTo("012345"));
    }

    [Test]
    public async Task A_cancelled_call_gives_its_turn_to_the_next()
    {
        using var client = new TestClient(new EndpointLimits(5, 1, 8));
        using var cancellation = new CancellationTokenSource();
        _ = client.Api.GetAgentAsync("first", default);
        var given = client.Api.GetAgentAsync("given-up", cancellation.Token);
        _ = client.Api.GetAgentAsync("next", default);

        await cancellation.CancelAsync();
        await given.FailureAsync<OperationCanceledException>();
        client.Time.Advance(_tick);

        Assert.That(client.Server.Requests.Select(request => request.PathAndQuery), Is.EqualTo(new[] { "/v1/agents/first", "/v1/agents/next" }));
        Assert.That(client.Governor.Waiting, Is.Zero);
    }

    [Test]
    public async Task Rate_zero_is_unlimited()
    {
        using var client = new TestClient(EndpointLimits.Unlimited);

        await Task.WhenAll(Start(client, 1000));

        Assert.That(client.Server.Requests, Has.Count.EqualTo(1000));
    }

    [Test]
    public void A_changed_rate_applies_at_once_and_refills_nothing()
    {
        using var client = new TestClient(new EndpointLimits(1, 10, 8));
        Start(client, 12);
        Assert.That(client.Server.Requests, Has.Count.EqualTo(10));

        client.Governor.UpdateLimits(new EndpointLimits(5, 100, 8));
        Assert.That(client.Server.Requests, Has.Count.EqualTo(10));

        client.Time.Advance(_tick);
        Assert.That(client.Server.Requests, Has.Count.EqualTo(11));
        Assert.That(client.Governor.Limits.RequestsPerSecond, Is.EqualTo(5));
    }

    [Test]
    public void The_limit_belongs_to_the_endpoint_and_not_to_the_client()
    {
        using var client = new TestClient(new EndpointLimits(1, 2, 8));
        var other = new LiteLLMClientFactory(client.Time, client.Log, _ => client.Server, client.Metrics)
            .Create(new LiteLLMClientOptions { Endpoint = new Uri("http://litellm.test:4000") }, client.Keys, client.Governor);
        using (other)
        {
            Start(client, 2);
            _ = other.Api.GetAgentAsync("x", default);

            Assert.That(client.Server.Requests, Has.Count.EqualTo(2));
        }
    }

    [Test]
    public void A_probe_overtakes_the_queue_and_pays_for_it()
    {
        using var client = new TestClient(new EndpointLimits(5, 1, 1));
        Start(client, 3);

        var probe = client.Api.ProbeAsync(default);

        Assert.That(probe.IsCompletedSuccessfully);
        client.Time.Advance(_tick);
        Assert.That(client.Server.Requests, Has.Count.EqualTo(2), "the probe's token is owed");
        client.Time.Advance(_tick);
        Assert.That(client.Server.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_long_queue_of_calls_that_finish_at_once_does_not_pile_up_on_the_stack()
    {
        using var client = new TestClient(new EndpointLimits(0, 0, 1));
        var first = client.Server.Hold();
        var calls = Start(client, 5_000);

        first.SetResult(StubServer.Json("{}"));

        await Task.WhenAll(calls);
        Assert.That(client.Server.Requests, Has.Count.EqualTo(5_000));
    }

    [Test]
    public void Without_a_synchronization_context_all_runs_on_the_thread_that_moves_the_clock()
    {
        using var client = new TestClient(new EndpointLimits(5, 1, 8));
        using var cancellation = new CancellationTokenSource();
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var calls = Start(client, 3);
            var given = client.Api.GetAgentAsync("x", cancellation.Token);
            cancellation.Cancel();
            var states = new List<TaskStatus> { given.Status, calls[1].Status };
            client.Time.Advance(_tick);
            states.Add(calls[1].Status);

            Assert.That(states, Is.EqualTo(new[] { TaskStatus.Canceled, TaskStatus.WaitingForActivation, TaskStatus.RanToCompletion }));
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    [Test]
    public async Task Closing_the_governor_ends_all_waiting()
    {
        using var client = new TestClient(new EndpointLimits(1, 1, 8));
        var calls = Start(client, 3);

        client.Governor.Dispose();

        await calls[1].FailureAsync<ObjectDisposedException>();
        await calls[2].FailureAsync<ObjectDisposedException>();
    }

    [Test]
    public void Limits_without_a_place_in_flight_are_refused()
    {
        Assert.That(() => new EndpointGovernor(new EndpointLimits(1, 1, 0), TimeProvider.System), Throws.InstanceOf<ArgumentOutOfRangeException>());
        using var client = new TestClient();
        Assert.That(() => client.Governor.UpdateLimits(new EndpointLimits(1, 1, 0)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static Task[] Start(TestClient client, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => client.Api.GetAgentAsync("x", default))];
}
