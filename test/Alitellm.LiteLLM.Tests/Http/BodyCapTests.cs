using System.Net;
using System.Text;
using Alitellm.LiteLLM.Tests.Support;

namespace Alitellm.LiteLLM.Tests.Http;

public sealed class BodyCapTests
{
    private const int Cap = 1000;
    private const int ErrorCap = 100;

    private static TestClient Client() => new(configure: options => options with { MaxResponseBytes = Cap, MaxErrorBytes = ErrorCap });

    [Test]
    public async Task An_answer_over_the_cap_is_an_error_and_not_half_an_answer([Values] bool lengthKnown, [Values] bool write)
    {
        using var client = Client();
        client.Server.Otherwise = (_, _) => Task.FromResult(Answer(Cap + 1, HttpStatusCode.OK, lengthKnown));

        var error = await (write ? client.Api.CreateModelAsync([], default) : client.Api.GetAgentAsync("x", default)).FailureAsync();

        Assert.That((error.Class, error.Status, error.Unclear), Is.EqualTo((LiteLLMErrorClass.TooLarge, (int?)200, write)));
        Assert.That(client.Governor.Breaker, Is.EqualTo(BreakerState.Closed));
    }

    [Test]
    public async Task An_answer_of_exactly_the_cap_is_read([Values] bool lengthKnown)
    {
        using var client = Client();
        client.Server.Otherwise = (_, _) => Task.FromResult(Answer(Cap, HttpStatusCode.OK, lengthKnown));

        Assert.That(((string)(await client.Api.GetAgentAsync("x", default))["a"]!).Length, Is.EqualTo(Cap - 8));
    }

    [Test]
    public async Task Errors_have_a_smaller_cap([Values] bool lengthKnown)
    {
        using var client = Client();
        client.Server.Otherwise = (_, _) => Task.FromResult(Answer(ErrorCap + 1, HttpStatusCode.UnprocessableEntity, lengthKnown));

        var error = await client.Api.CreateModelAsync([], default).FailureAsync();

        Assert.That((error.Class, error.Status, error.Unclear), Is.EqualTo((LiteLLMErrorClass.TooLarge, (int?)422, false)));
    }

    [Test]
    public async Task An_answer_that_breaks_off_leaves_a_write_unclear()
    {
        using var client = Client();
        client.Server.Otherwise = (_, _) => Task.FromResult(StubServer.Streamed(new StalledStream("{"u8.ToArray(), new IOException("reset"))));

        var error = await client.Api.CreateModelAsync([], default).FailureAsync();

        Assert.That((error.Class, error.Unclear), Is.EqualTo((LiteLLMErrorClass.Transient, true)));
    }

    [Test]
    public async Task A_large_answer_of_unknown_length_is_read_whole()
    {
        using var client = new TestClient();
        client.Server.Otherwise = (_, _) => Task.FromResult(Answer(3_000_000, HttpStatusCode.OK, lengthKnown: false));

        Assert.That(((string)(await client.Api.GetAgentAsync("x", default))["a"]!).Length, Is.EqualTo(3_000_000 - 8));
    }

    private static HttpResponseMessage Answer(int bytes, HttpStatusCode status, bool lengthKnown)
    {
        var body = Encoding.UTF8.GetBytes("{\"a\":\"" + new string('x', bytes - 8) + "\"}");
        return lengthKnown ? new HttpResponseMessage(status) { Content = new ByteArrayContent(body) } : StubServer.Streamed(new DripStream(body), status);
    }
}
