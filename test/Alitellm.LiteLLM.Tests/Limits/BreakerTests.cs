using System.Net;
using Alitellm.LiteLLM.Tests.Support;

namespace Alitellm.LiteLLM.Tests.Limits;

public sealed class BreakerTests
{
    private static readonly HttpRequestException _refused = new(HttpRequestError.ConnectionError);

    [Test]
    public async Task Five_failures_in_a_row_open_it_and_then_nothing_is_sent()
    {
        using var client = new TestClient();
        client.Server.Fail(_refused, 5);
        for (var i = 0; i < 5; i++)
        {
            Assert.That((await client.Api.CreateModelAsync([], default).FailureAsync()).Class, Is.EqualTo(LiteLLMErrorClass.Transient));
        }

        var refusal = await client.Api.CreateModelAsync([], default).FailureAsync();

        Assert.That(client.Server.Requests, Has.Count.EqualTo(5));
        Assert.That((refusal.Class, refusal.Status, refusal.Unclear), Is.EqualTo((LiteLLMErrorClass.CircuitOpen, (int?)null, false)));
        Assert.That(refusal.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(15)));
        Assert.That(client.Governor.Breaker, Is.EqualTo(BreakerState.Open));
    }

    [Test]
    public async Task An_answer_between_failures_starts_the_count_again()
    {
        using var client = new TestClient();
        for (var round = 0; round < 3; round++)
        {
            client.Server.Fail(_refused, 4).Answer("{}");
            await CallAsync(client, 5);
        }

        Assert.That(client.Governor.Breaker, Is.EqualTo(BreakerState.Closed));
        Assert.That(client.Server.Requests, Has.Count.EqualTo(15));
    }

    [Test]
    public async Task After_the_break_one_trial_decides()
    {
        using var client = new TestClient();
        await OpenAsync(client);
        client.Time.Advance(TimeSpan.FromSeconds(15));
        var answer = client.Server.Hold();

        var trial = client.Api.GetAgentAsync("trial", default);
        var other = await client.Api.GetAgentAsync("other", default).FailureAsync();

        Assert.That(other.Class, Is.EqualTo(LiteLLMErrorClass.CircuitOpen));
        Assert.That(client.Governor.Breaker, Is.EqualTo(BreakerState.HalfOpen));
        answer.SetResult(StubServer.Json("{}"));
        await trial;
        Assert.That(client.Governor.Breaker, Is.EqualTo(BreakerState.Closed));
        await CallAsync(client, 3);
        Assert.That(client.Server.Requests, Has.Count.EqualTo(5 + 1 + 3));
    }

    [Test]
    public async Task A_failed_trial_opens_it_for_another_break()
    {
        using var client = new TestClient();
        await OpenAsync(client);
        client.Time.Advance(TimeSpan.FromSeconds(15));
        client.Server.Fail(_refused);

        await CallAsync(client, 1);
        client.Time.Advance(TimeSpan.FromSeconds(14.9));
        var early = await client.Api.GetAgentAsync("x", default).FailureAsync();
        client.Time.Advance(TimeSpan.FromSeconds(0.1));
        await client.Api.GetAgentAsync("x", default);

        Assert.That(early.Class, Is.EqualTo(LiteLLMErrorClass.CircuitOpen));
        Assert.That(early.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(0.1)));
    }

    [Test]
    public async Task A_probe_can_be_the_trial()
    {
        using var client = new TestClient();
        await OpenAsync(client);
        client.Time.Advance(TimeSpan.FromSeconds(15));

        await client.Api.ProbeAsync(default);

        Assert.That(client.Governor.Breaker, Is.EqualTo(BreakerState.Closed));
    }

    [Test]
    public async Task A_trial_that_was_given_up_proves_nothing()
    {
        using var client = new TestClient();
        using var cancellation = new CancellationTokenSource();
        await OpenAsync(client);
        client.Time.Advance(TimeSpan.FromSeconds(15));
        client.Server.Hold();

        var trial = client.Api.GetAgentAsync("x", cancellation.Token);
        await cancellation.CancelAsync();
        await trial.FailureAsync<OperationCanceledException>();

        Assert.That(client.Governor.Breaker, Is.EqualTo(BreakerState.Open));
    }

    [Test]
    public async Task Everyone_who_waits_is_sent_home_when_it_opens()
    {
        using var client = new TestClient(new EndpointLimits(0, 0, 1));
        var held = client.Server.Hold();
        client.Server.Fail(_refused, 4);
        var calls = Enumerable.Range(0, 10).Select(_ => client.Api.CreateModelAsync([], default)).ToArray();

        held.SetException(_refused);

        var classes = new List<LiteLLMErrorClass>();
        foreach (var call in calls)
        {
            classes.Add((await call.FailureAsync()).Class);
        }

        Assert.That(classes, Is.EqualTo(Enumerable.Repeat(LiteLLMErrorClass.Transient, 5).Concat(Enumerable.Repeat(LiteLLMErrorClass.CircuitOpen, 5))));
        Assert.That(client.Server.Requests, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task A_late_failure_from_before_it_opened_does_not_prolong_the_break()
    {
        using var client = new TestClient();
        var late = client.Server.Hold();
        var lateCall = client.Api.CreateModelAsync([], default);
        await OpenAsync(client);
        client.Time.Advance(TimeSpan.FromSeconds(14));
        late.SetException(_refused);
        await lateCall.FailureAsync();

        client.Time.Advance(TimeSpan.FromSeconds(1));

        await client.Api.CreateModelAsync([], default);
        Assert.That(client.Governor.Breaker, Is.EqualTo(BreakerState.Closed));
    }

    [Test]
    public async Task A_clock_that_is_set_back_does_not_keep_it_open()
    {
        var time = new SetBackTimeProvider();
        using var governor = new EndpointGovernor(EndpointLimits.Unlimited, time);
        using var server = new StubServer();
        using var log = new LogLines();
        using var client = new LiteLLMClientFactory(time, log, _ => server)
            .Create(new LiteLLMClientOptions { Endpoint = new Uri("http://litellm.test") }, new TestKeys("sk-1"), governor);
        server.Fail(_refused, 5);
        for (var i = 0; i < 5; i++)
        {
            await client.Api.CreateModelAsync([], default).FailureAsync();
        }

        time.WallOffset = TimeSpan.FromHours(-1);
        time.Advance(TimeSpan.FromSeconds(15));

        await client.Api.CreateModelAsync([], default);
        Assert.That(governor.Breaker, Is.EqualTo(BreakerState.Closed));
    }

    [Test]
    public async Task A_gateway_that_has_no_LiteLLM_behind_it_counts_as_failure(
        [Values(HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable, HttpStatusCode.GatewayTimeout)] HttpStatusCode status)
    {
        using var client = new TestClient();
        client.Server.Otherwise = (_, _) => Task.FromResult(StubServer.Json("", status));

        await CallAsync(client, 8);

        Assert.That(client.Server.Requests, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task A_500_counts_on_a_read_but_not_on_a_write_where_it_may_be_about_the_object()
    {
        using var writes = new TestClient();
        writes.Server.Otherwise = (_, _) => Task.FromResult(StubServer.Json("", HttpStatusCode.InternalServerError));
        using var reads = new TestClient();
        reads.Server.Otherwise = writes.Server.Otherwise;

        for (var i = 0; i < 8; i++)
        {
            await writes.Api.CreateModelAsync([], default).FailureAsync();
            await reads.Api.GetAgentAsync("x", default).FailureAsync();
        }

        Assert.That(writes.Server.Requests, Has.Count.EqualTo(8));
        Assert.That(reads.Server.Requests, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Refusals_and_rejections_prove_that_LiteLLM_is_there()
    {
        using var client = new TestClient();
        client.Server.Otherwise = (request, _) => Task.FromResult(StubServer.Json("", request.Method == HttpMethod.Get ? HttpStatusCode.Unauthorized : HttpStatusCode.UnprocessableEntity));

        await CallAsync(client, 20);

        Assert.That(client.Server.Requests, Has.Count.EqualTo(20));
    }

    [Test]
    public async Task Changes_of_state_are_announced()
    {
        using var client = new TestClient();
        var states = new List<BreakerState>();
        client.Governor.BreakerChanged += states.Add;

        await OpenAsync(client);
        client.Time.Advance(TimeSpan.FromSeconds(15));
        await client.Api.ProbeAsync(default);

        Assert.That(states, Is.EqualTo(new[] { BreakerState.Open, BreakerState.Closed }));
    }

    private static Task OpenAsync(TestClient client)
    {
        client.Server.Fail(_refused, 5);
        return CallAsync(client, 5);
    }

    private static async Task CallAsync(TestClient client, int count)
    {
        for (var i = 0; i < count; i++)
        {
            try
            {
                await client.Api.GetAgentAsync("x", default);
            }
            catch (LiteLLMException)
            {
                // What the calls end with is not the question here.
            }
        }
    }
}
