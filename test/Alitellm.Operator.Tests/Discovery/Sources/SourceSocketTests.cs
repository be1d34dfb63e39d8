using System.Net;
using Alitellm.Operator.Discovery.Sources;
using Alitellm.Testing.Providers;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Discovery.Sources;

/// <summary>What only real sockets show: where a connection goes, and that redirects and broken answers are met as they are in memory.</summary>
internal sealed class SourceSocketTests
{
    private const string Host = "models.test";

    private static readonly IPAddress s_metadata = IPAddress.Parse("169.254.169.254");

    private readonly Queue<IPAddress[]> _answers = new();
    private readonly List<string> _asked = [];
    private ProviderWorld _world = null!;
    private OpenAIProvider _provider = null!;
    private WireMockProviders _server = null!;

    [SetUp]
    public void Listen()
    {
        _answers.Clear();
        _asked.Clear();
        _world = new ProviderWorld(TimeProvider.System);
        _provider = _world.Add(Host, new OpenAIProvider { Models = ["a"] });
        _server = new WireMockProviders(_world);
    }

    [TearDown]
    public void Close()
    {
        _server.Dispose();
        _world.Dispose();
    }

    [Test]
    public async Task A_name_that_resolves_to_an_allowed_address_is_called()
    {
        using var client = Client("127.0.0.1");
        _answers.Enqueue([IPAddress.Loopback]);

        var answer = await GetAsync(client);

        Assert.That(answer.Items("data").Single().Text("id"), Is.EqualTo("a"));
        Assert.That(_asked, Is.EqualTo([Host]));
    }

    [TestCase("127.0.0.1", "a loopback address")]
    [TestCase("169.254.169.254", "a cloud metadata address")]
    [TestCase("::ffff:127.0.0.1", "a loopback address")]
    [TestCase("fd00:ec2::254", "a cloud metadata address")]
    [TestCase("0.0.0.0", "an unspecified address")]
    public async Task A_name_that_resolves_to_a_refused_address_is_not_called(string address, string what)
    {
        using var client = Client();
        _answers.Enqueue([IPAddress.Parse(address)]);

        var error = await FailureAsync(client);

        Assert.That((error.Failure, error.Message), Is.EqualTo(
            (SourceFailure.Unreachable, $"openai was not asked: its host was resolved to {what}, which discovery does not call")));
        Assert.That(_world.Calls, Is.Empty);
    }

    [Test]
    public async Task One_refused_address_among_good_ones_spoils_the_name()
    {
        using var client = Client("127.0.0.1");
        _answers.Enqueue([IPAddress.Loopback, s_metadata]);

        Assert.That((await FailureAsync(client)).Message, Does.Contain("a cloud metadata address"));
        Assert.That(_world.Calls, Is.Empty);
    }

    [Test]
    public async Task D5_A_name_that_changes_its_answer_is_looked_at_with_every_connection()
    {
        _answers.Enqueue([IPAddress.Loopback]);
        _answers.Enqueue([s_metadata]);
        using (var client = Client("127.0.0.1"))
        {
            await GetAsync(client);
            await GetAsync(client);
            Assert.That(_asked, Has.Count.EqualTo(1), "the second request uses the connection that was looked at");
        }

        using var other = Client("127.0.0.1");
        Assert.That((await FailureAsync(other)).Message, Does.Contain("a cloud metadata address"));
        Assert.That(_world.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task The_next_address_is_tried_when_one_does_not_answer()
    {
        using var client = Client(Host);
        _answers.Enqueue([IPAddress.IPv6Loopback, IPAddress.Loopback]);

        Assert.That((await GetAsync(client)).Items("data"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task D5_A_redirect_is_not_followed()
    {
        using var client = Client(Host);
        _answers.Enqueue([IPAddress.Loopback]);
        _provider.Fault = ProviderFault.Redirect;

        Assert.That((await FailureAsync(client)).Message, Is.EqualTo("openai answered 302; redirects are not followed"));
        Assert.That((_world.Calls.Count, _asked.Count), Is.EqualTo((1, 1)));
    }

    [TestCase(ProviderFault.Dropped, "openai broke the connection")]
    [TestCase(ProviderFault.CutConnection, "openai broke the connection")]
    [TestCase(ProviderFault.TruncatedJson, "openai answered 200 with JSON that is incomplete or broken")]
    [TestCase(ProviderFault.Html, "openai answered 200 with HTML instead of JSON")]
    [TestCase(ProviderFault.Huge, "openai answered 200 with more than 4194304 bytes")]
    [TestCase(ProviderFault.Unavailable, "openai answered 503")]
    [TestCase(ProviderFault.Unauthorized, "openai answered 401: it refuses the credentials")]
    public async Task A_fault_says_the_same_over_a_socket(ProviderFault fault, string message)
    {
        using var client = Client(Host);
        _answers.Enqueue([IPAddress.Loopback]);
        _provider.Fault = fault;

        Assert.That((await FailureAsync(client)).Message, Is.EqualTo(message));
    }

    [Test]
    public async Task A_closed_port_and_an_unknown_name_are_told_apart()
    {
        using var client = Client(Host);
        _server.Dispose();
        _answers.Enqueue([IPAddress.Loopback]);
        Assert.That((await FailureAsync(client)).Message, Is.EqualTo("openai cannot be reached: no connection"));

        _answers.Enqueue([]);
        Assert.That((await FailureAsync(client)).Message, Is.EqualTo("openai cannot be reached: its host name cannot be resolved"));
    }

    private SourceClient Client(params IReadOnlyList<string> allowed)
    {
        var rules = new SourceAddressRules(allowed);
        return new SourceClient(rules, TimeProvider.System, SourceTransport.Create(rules, Resolve));
    }

    private Task<IPAddress[]> Resolve(string host, CancellationToken cancellationToken)
    {
        _asked.Add(host);
        return Task.FromResult(_answers.Dequeue());
    }

    private Task<SourceJson> GetAsync(SourceClient client)
    {
        return client.GetAsync("openai", new Uri($"http://{Host}:{_server.Address.Port}/v1/models"), [], CancellationToken.None);
    }

    private async Task<SourceException> FailureAsync(SourceClient client)
    {
        SourceException? failure = null;
        try
        {
            await GetAsync(client);
        }
        catch (SourceException error)
        {
            failure = error;
        }

        Assert.That(failure, Is.Not.Null);
        return failure!;
    }
}
