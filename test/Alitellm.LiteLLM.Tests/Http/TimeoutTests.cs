using Alitellm.LiteLLM.Tests.Support;

namespace Alitellm.LiteLLM.Tests.Http;

public sealed class TimeoutTests
{
    [Test]
    public async Task A_request_without_an_answer_ends_after_thirty_seconds()
    {
        using var client = new TestClient();
        client.Server.Hold();
        client.Server.Hold();
        var write = client.Api.CreateModelAsync([], default);
        var read = client.Api.GetAgentAsync("x", default);

        client.Time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.That(write.IsCompleted, Is.False);
        client.Time.Advance(TimeSpan.FromSeconds(0.1));

        var error = await write.FailureAsync();
        Assert.That((error.Class, error.Unclear, error.Status), Is.EqualTo((LiteLLMErrorClass.Transient, true, (int?)null)));
        Assert.That(error.Message, Is.EqualTo("model_new: POST /model/new failed: no answer within 30 s"));
        Assert.That((await read.FailureAsync()).Unclear, Is.False);
    }

    [Test]
    public async Task The_time_covers_the_body()
    {
        using var client = new TestClient();
        client.Server.Otherwise = (_, _) => Task.FromResult(StubServer.Streamed(new StalledStream("{\"a\":"u8.ToArray())));

        var call = client.Api.CreateModelAsync([], default);
        client.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.That((await call.FailureAsync()).Unclear);
    }

    [Test]
    public async Task The_time_does_not_cover_the_wait_for_the_rate_limit()
    {
        using var client = new TestClient(new EndpointLimits(0.01, 1, 8));
        await client.Api.GetAgentAsync("x", default);
        var waiting = client.Api.GetAgentAsync("x", default);

        client.Time.Advance(TimeSpan.FromSeconds(99));
        Assert.That(waiting.IsCompleted, Is.False);
        client.Time.Advance(TimeSpan.FromSeconds(1));

        await waiting;
    }

    [Test]
    public async Task The_callers_cancellation_stays_a_cancellation()
    {
        using var client = new TestClient();
        using var cancellation = new CancellationTokenSource();
        client.Server.Hold();
        var call = client.Api.CreateModelAsync([], cancellation.Token);

        await cancellation.CancelAsync();

        await call.FailureAsync<OperationCanceledException>();
    }

    [Test]
    public async Task Closing_the_client_under_a_request_is_an_error_and_no_cancellation()
    {
        using var client = new TestClient();
        client.Server.Hold();
        var call = client.Api.CreateModelAsync([], default);

        client.CloseClient();

        var error = await call.FailureAsync();
        Assert.That((error.Class, error.Unclear), Is.EqualTo((LiteLLMErrorClass.Transient, true)));
    }

    [Test]
    public async Task A_connection_that_does_not_open_in_time_was_never_used()
    {
        using var client = new TestClient();
        client.Server.Fail(new TaskCanceledException("no connection", new TimeoutException()));

        var error = await client.Api.CreateModelAsync([], default).FailureAsync();

        Assert.That((error.Class, error.Unclear), Is.EqualTo((LiteLLMErrorClass.Transient, false)));
    }

    [TestCase(HttpRequestError.ConnectionError, false)]
    [TestCase(HttpRequestError.NameResolutionError, false)]
    [TestCase(HttpRequestError.SecureConnectionError, false)]
    [TestCase(HttpRequestError.ResponseEnded, true)]
    [TestCase(HttpRequestError.InvalidResponse, true)]
    [TestCase(HttpRequestError.Unknown, true)]
    public async Task A_write_is_unclear_unless_the_connection_was_never_made(HttpRequestError cause, bool unclear)
    {
        using var client = new TestClient();
        client.Server.Fail(new HttpRequestException(cause, "to litellm.test:4000"), 3);

        var write = await client.Api.CreateModelAsync([], default).FailureAsync();

        Assert.That((write.Class, write.Unclear, write.Status), Is.EqualTo((LiteLLMErrorClass.Transient, unclear, (int?)null)));
        Assert.That(write.Message, Is.EqualTo($"model_new: POST /model/new failed: {cause}"));
    }
}
