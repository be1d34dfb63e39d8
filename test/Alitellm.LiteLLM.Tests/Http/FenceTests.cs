using Alitellm.LiteLLM.Tests.Support;

namespace Alitellm.LiteLLM.Tests.Http;

public sealed class FenceTests
{
    [Test]
    public async Task A_closed_fence_stops_every_kind_of_write_and_no_read()
    {
        using var client = new TestClient();
        client.Fence.Closed = true;

        await client.Api.CreateModelAsync([], default).FailureAsync<FenceClosedException>();
        await client.Api.UpdateModelAsync("x", [], default).FailureAsync<FenceClosedException>();
        await client.Api.UpdateMcpServerAsync([], default).FailureAsync<FenceClosedException>();
        await client.Api.DeleteAgentAsync("x", default).FailureAsync<FenceClosedException>();
        Assert.That(client.Server.Requests, Is.Empty);

        await client.Api.ListModelsAsync(1, 50, default);
        await client.Api.ProbeAsync(default);
        Assert.That(client.Server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_write_that_waited_is_checked_when_its_turn_comes()
    {
        using var client = new TestClient(new EndpointLimits(1, 1, 8));
        await client.Api.CreateModelAsync([], default);
        var waiting = client.Api.CreateModelAsync([], default);

        client.Fence.Closed = true;
        client.Time.Advance(TimeSpan.FromSeconds(1));

        await waiting.FailureAsync<FenceClosedException>();
        Assert.That(client.Server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_write_that_was_cancelled_before_its_turn_is_not_sent()
    {
        using var client = new TestClient();
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await client.Api.CreateModelAsync([], cancellation.Token).FailureAsync<OperationCanceledException>();

        Assert.That(client.Server.Requests, Is.Empty);
    }

    [Test]
    public async Task A_closed_fence_says_nothing_about_the_endpoint()
    {
        using var client = new TestClient();
        client.Fence.Closed = true;
        for (var i = 0; i < 10; i++)
        {
            await client.Api.CreateModelAsync([], default).FailureAsync<FenceClosedException>();
        }

        Assert.That(client.Governor.Breaker, Is.EqualTo(BreakerState.Closed));
        Assert.That(client.Log.Lines, Is.Empty);
    }
}
