using Alitellm.LiteLLM.Tests.Support;

namespace Alitellm.LiteLLM.Tests.Limits;

public sealed class InFlightTests
{
    [Test]
    public async Task No_more_than_the_cap_are_on_the_wire()
    {
        using var client = new TestClient(new EndpointLimits(0, 0, 3));
        var held = Enumerable.Range(0, 5).Select(_ => client.Server.Hold()).ToArray();
        var calls = Enumerable.Range(0, 5).Select(_ => client.Api.GetAgentAsync("x", default)).ToArray();

        Assert.That((client.Server.Requests.Count, client.Governor.InFlight, client.Governor.Waiting), Is.EqualTo((3, 3, 2)));

        held[0].SetResult(StubServer.Json("{}"));
        Assert.That((client.Server.Requests.Count, client.Governor.InFlight, client.Governor.Waiting), Is.EqualTo((4, 3, 1)));

        foreach (var answer in held[1..])
        {
            answer.SetResult(StubServer.Json("{}"));
        }

        await Task.WhenAll(calls);
        Assert.That((client.Governor.InFlight, client.Governor.Waiting), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task A_failed_or_cancelled_call_gives_its_place_back()
    {
        using var client = new TestClient(new EndpointLimits(0, 0, 1));
        using var cancellation = new CancellationTokenSource();
        client.Server.Hold();
        var cancelled = client.Api.GetAgentAsync("x", cancellation.Token);
        await cancellation.CancelAsync();
        await cancelled.FailureAsync<OperationCanceledException>();

        client.Server.Fail(new HttpRequestException());
        await client.Api.GetAgentAsync("x", default).FailureAsync();

        await client.Api.GetAgentAsync("x", default);
        Assert.That(client.Governor.InFlight, Is.Zero);
    }

    [Test]
    public void A_probe_is_sent_although_all_places_hang()
    {
        using var client = new TestClient(new EndpointLimits(0, 0, 1));
        client.Server.Hold();
        _ = client.Api.GetAgentAsync("x", default);

        Assert.That(client.Api.GetReadinessAsync(default).IsCompletedSuccessfully);
    }
}
