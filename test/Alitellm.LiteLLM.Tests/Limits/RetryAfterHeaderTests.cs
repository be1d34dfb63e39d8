using System.Globalization;
using System.Net;
using Alitellm.LiteLLM.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Alitellm.LiteLLM.Tests.Limits;

public sealed class RetryAfterHeaderTests
{
    [Test]
    public async Task The_whole_endpoint_pauses_until_then([Values(429, 503)] int status)
    {
        using var client = new TestClient();
        client.Server.Answer("", (HttpStatusCode)status, retryAfter: "7");

        var asked = await client.Api.CreateModelAsync([], default).FailureAsync();
        client.Time.Advance(TimeSpan.FromSeconds(3));
        var refused = await client.Api.ProbeAsync(default).FailureAsync();

        Assert.That((asked.Class, asked.RetryAfter, asked.Status), Is.EqualTo((LiteLLMErrorClass.Throttled, (TimeSpan?)TimeSpan.FromSeconds(7), (int?)status)));
        Assert.That((refused.Class, refused.RetryAfter, refused.Status), Is.EqualTo((LiteLLMErrorClass.Throttled, (TimeSpan?)TimeSpan.FromSeconds(4), (int?)null)));
        Assert.That(client.Governor.RefusedFor, Is.EqualTo(TimeSpan.FromSeconds(4)));
        Assert.That(client.Server.Requests, Has.Count.EqualTo(1));

        client.Time.Advance(TimeSpan.FromSeconds(4));
        await client.Api.ProbeAsync(default);
        Assert.That(client.Governor.RefusedFor, Is.Null);
    }

    [Test]
    public async Task Calls_that_wait_are_sent_home()
    {
        using var client = new TestClient(new EndpointLimits(0, 0, 1));
        var held = client.Server.Hold();
        var first = client.Api.CreateModelAsync([], default);
        var waiting = client.Api.CreateModelAsync([], default);
        var answer = StubServer.Json("", HttpStatusCode.TooManyRequests);
        answer.Headers.TryAddWithoutValidation("Retry-After", "5");

        held.SetResult(answer);

        await first.FailureAsync();
        Assert.That((await waiting.FailureAsync()).RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(client.Server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_shorter_wait_does_not_cut_a_longer_one()
    {
        using var client = new TestClient();
        var later = client.Server.Hold();
        var call = client.Api.CreateModelAsync([], default);
        client.Server.Answer("", HttpStatusCode.TooManyRequests, retryAfter: "60");
        await client.Api.CreateModelAsync([], default).FailureAsync();
        var answer = StubServer.Json("", HttpStatusCode.TooManyRequests);
        answer.Headers.TryAddWithoutValidation("Retry-After", "1");
        later.SetResult(answer);
        await call.FailureAsync();

        Assert.That(client.Governor.RefusedFor, Is.EqualTo(TimeSpan.FromSeconds(60)));
    }

    [Test]
    public async Task Without_the_header_the_endpoint_does_not_pause()
    {
        using var client = new TestClient();
        client.Server.Answer("", HttpStatusCode.TooManyRequests);

        Assert.That((await client.Api.CreateModelAsync([], default).FailureAsync()).RetryAfter, Is.Null);
        await client.Api.CreateModelAsync([], default);
    }

    [Test]
    public async Task Being_asked_to_wait_is_no_failure_of_the_endpoint()
    {
        using var client = new TestClient();
        client.Server.Otherwise = (_, _) =>
        {
            var answer = StubServer.Json("", HttpStatusCode.ServiceUnavailable);
            answer.Headers.TryAddWithoutValidation("Retry-After", "1");
            return Task.FromResult(answer);
        };

        for (var i = 0; i < 10; i++)
        {
            await client.Api.GetAgentAsync("x", default).FailureAsync();
            client.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(client.Governor.Breaker, Is.EqualTo(BreakerState.Closed));
    }

    [TestCase("0", 0)]
    [TestCase("1.5", 1.5)]
    [TestCase("86400", 300)]
    [TestCase("99999999999999999999999", 300)]
    [TestCase("+30 s", 30)]
    [TestCase("-30 s", 0)]
    [TestCase("+1 d", 300)]
    [TestCase("soon", null)]
    [TestCase("NaN", null)]
    [TestCase("-5", null)]
    [TestCase("", null)]
    public void Seconds_and_dates_are_read_and_never_believed_beyond_five_minutes(string value, double? seconds)
    {
        var time = new FakeTimeProvider();
        DateTimeOffset? date = value switch
        {
            "+30 s" => time.GetUtcNow().AddSeconds(30),
            "-30 s" => time.GetUtcNow().AddSeconds(-30),
            "+1 d" => time.GetUtcNow().AddDays(1),
            _ => null,
        };
        using var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        answer.Headers.TryAddWithoutValidation("Retry-After", date?.ToString("r", CultureInfo.InvariantCulture) ?? value);

        Assert.That(RetryAfterHeader.Read(answer, time)?.TotalSeconds, Is.EqualTo(seconds));
    }
}
