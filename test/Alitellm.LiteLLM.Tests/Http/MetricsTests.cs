using System.Net;
using Alitellm.LiteLLM.Tests.Support;

namespace Alitellm.LiteLLM.Tests.Http;

public sealed class MetricsTests
{
    [Test]
    public async Task Duration_and_errors_are_recorded_by_operation_and_kind_of_status()
    {
        using var client = new TestClient();
        using var seen = new Measurements();
        var held = client.Server.Hold();
        client.Server.Answer("", HttpStatusCode.UnprocessableEntity).Answer("", HttpStatusCode.InternalServerError).Fail(new HttpRequestException()).Answer("", HttpStatusCode.NotFound);

        var first = client.Api.CreateModelAsync([], default);
        client.Time.Advance(TimeSpan.FromSeconds(2));
        held.SetResult(StubServer.Json("{}"));
        await first;
        await client.Api.CreateTeamAsync([], default).FailureAsync();
        await client.Api.CreateTeamAsync([], default).FailureAsync();
        await client.Api.CreateTeamAsync([], default).FailureAsync();
        await client.Api.DeleteAgentAsync("x", default);

        Assert.That(seen.Of("alitellm_api_request_duration_seconds"), Is.EqualTo(new[]
        {
            "2 operation=model_new status=2xx", "0 operation=team_new status=4xx", "0 operation=team_new status=5xx",
            "0 operation=team_new status=error", "0 operation=a2a_delete status=4xx",
        }));
        Assert.That(seen.Of("alitellm_api_errors_total"), Is.EqualTo(new[]
        {
            "1 operation=team_new status=4xx", "1 operation=team_new status=5xx", "1 operation=team_new status=error",
        }));
    }

    [Test]
    public async Task Waits_and_requests_under_way_are_recorded()
    {
        using var client = new TestClient(new EndpointLimits(1, 1, 8));
        using var seen = new Measurements();

        var calls = new[] { client.Api.CreateModelAsync([], default), client.Api.CreateModelAsync([], default) };
        client.Time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(calls);

        Assert.That(seen.Of("alitellm_api_rate_limit_wait_seconds"), Is.EqualTo(new[] { "0", "1" }));
        Assert.That(seen.Of("alitellm_api_in_flight_requests"), Is.EqualTo(new[] { "1", "-1", "1", "-1" }));
    }

    [Test]
    public void Every_error_series_can_be_created_at_zero()
    {
        using var metrics = new LiteLLMMetrics();
        using var seen = new Measurements();

        metrics.InitialiseSeries();

        Assert.That(seen.Of("alitellm_api_errors_total"), Has.Length.EqualTo(3 * Operations.All.Count).And.All.StartsWith("0 "));
    }

    [Test]
    public void No_instrument_has_a_unit()
    {
        using var seen = new Measurements();
        using var metrics = new LiteLLMMetrics();

        Assert.That(seen.Instruments, Is.Not.Empty);
        Assert.That(seen.Instruments.Where(instrument => !string.IsNullOrEmpty(instrument.Unit)), Is.Empty);
    }
}
