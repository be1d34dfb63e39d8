using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>Contract §1.1 and §1.2.</summary>
internal sealed class AuthenticationTests
{
    [Test]
    public async Task Without_a_key_it_is_401_in_the_exact_words()
    {
        using var proxy = new Proxy();
        using var client = proxy.Client(key: null);
        var answer = await Proxy.Send(client, "GET", "/model/info");

        Assert.That(answer.Status, Is.EqualTo(401));
        Assert.That(
            answer.Text,
            Is.EqualTo("""{"error":{"message":"Authentication Error, No api key passed in.","type":"auth_error","param":"None","code":"401"}}"""));
    }

    [Test]
    public async Task An_unknown_key_is_named_by_its_end_and_its_hash_only()
    {
        using var proxy = new Proxy();
        using var client = proxy.Client(key: "sk-wrong-key-9876");
        var answer = await Proxy.Send(client, "GET", "/model/info");

        Assert.That((answer.Status, answer.ErrorType), Is.EqualTo((401, "token_not_found_in_db")));
        Assert.That(answer.Text, Does.Contain("\"param\":\"key\"").And.Contain("sk-...9876").And.Not.Contain("sk-wrong-key"));
    }

    [Test]
    public async Task A_key_that_does_not_start_with_sk_is_told_so()
    {
        using var proxy = new Proxy();
        using var client = proxy.Client(key: "wrong");
        var answer = await Proxy.Send(client, "GET", "/model/info");

        Assert.That(answer.Status, Is.EqualTo(401));
        Assert.That(answer.ErrorMessage, Does.Contain("LiteLLM Virtual Key expected.").And.Contain("expected to start with 'sk-'."));
    }

    [Test]
    public async Task An_authorization_without_Bearer_is_malformed()
    {
        using var proxy = new Proxy();
        using var client = proxy.Client(key: null);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "sk-1234");
        var answer = await Proxy.Send(client, "GET", "/model/info");

        Assert.That(answer.Status, Is.EqualTo(401));
        Assert.That(answer.ErrorMessage, Does.Contain("Malformed API Key passed in. Ensure Key has `Bearer ` prefix."));
    }

    [TestCase("Authorization", "Bearer sk-1234")]
    [TestCase("x-api-key", "sk-1234")]
    [TestCase("api-key", "sk-1234")]
    [TestCase("x-litellm-api-key", "Bearer sk-1234")]
    public async Task The_key_is_accepted_in_four_headers(string header, string value)
    {
        using var proxy = new Proxy();
        using var client = proxy.Client(key: null);
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        Assert.That((await Proxy.Send(client, "GET", "/model/info")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task The_key_is_checked_before_the_body()
    {
        using var proxy = new Proxy();
        using var client = proxy.Client(key: "sk-wrong");

        Assert.That((await Proxy.Send(client, "POST", "/model/new", "not json")).Status, Is.EqualTo(401));
    }

    [TestCase("/nope", 404)]
    [TestCase("/model/new/", 307)]
    [TestCase("/health/liveliness", 200)]
    [TestCase("/health/readiness", 200)]
    public async Task Routing_and_probes_need_no_key(string path, int status)
    {
        using var proxy = new Proxy();
        using var client = proxy.Client(key: null);

        Assert.That((await Proxy.Send(client, "GET", path)).Status, Is.EqualTo(status));
    }

    [TestCase("POST", "/model/new", 403)]
    [TestCase("POST", "/access_group/new", 401)]
    [TestCase("POST", "/config/update", 401)]
    [TestCase("GET", "/v1/models", 200)]
    [TestCase("GET", "/model/info", 200)]
    public async Task A_users_key_may_read_models_and_administer_nothing(string method, string path, int status)
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { VirtualKeys = ["sk-user"] });
        using var client = proxy.Client(key: "sk-user");

        Assert.That((await Proxy.Send(client, method, path)).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task A_rotated_master_key_replaces_the_old_one_at_once()
    {
        using var proxy = new Proxy();
        proxy.World.SetMasterKey("sk-new");
        using var client = proxy.Client(key: "sk-new");

        Assert.That((await proxy.Get("/model/info")).Status, Is.EqualTo(401));
        Assert.That((await Proxy.Send(client, "GET", "/model/info")).Status, Is.EqualTo(200));
    }
}
