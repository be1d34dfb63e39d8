using Alitellm.Api.ModelDiscoveries;
using Alitellm.Operator.Discovery.Sources;
using Alitellm.Testing.Providers;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Discovery.Models;

/// <summary>Whatever a provider does, each source says the same of it and tells nothing that the provider sent.</summary>
[TestFixtureSource(typeof(SourceWorld), nameof(SourceWorld.HttpTypes))]
internal sealed class SourceFaultTests(string type) : SourceFixture
{
    [TestCase(ProviderFault.Forbidden, SourceFailure.AuthFailed, "answered 403: it refuses the credentials")]
    [TestCase(ProviderFault.ServerError, SourceFailure.Unreachable, "answered 500")]
    [TestCase(ProviderFault.Redirect, SourceFailure.Unreachable, "answered 302; redirects are not followed")]
    [TestCase(ProviderFault.Refused, SourceFailure.Unreachable, "cannot be reached: no connection")]
    [TestCase(ProviderFault.Dropped, SourceFailure.Unreachable, "broke the connection")]
    [TestCase(ProviderFault.CutConnection, SourceFailure.Unreachable, "broke the connection")]
    [TestCase(ProviderFault.TruncatedJson, SourceFailure.Unreachable, "answered 200 with JSON that is incomplete or broken")]
    [TestCase(ProviderFault.Html, SourceFailure.Unreachable, "answered 200 with HTML instead of JSON")]
    [TestCase(ProviderFault.Huge, SourceFailure.Unreachable, "answered 200 with more than 4194304 bytes")]
    public async Task D4_A_fault_becomes_a_failure_that_quotes_nothing(ProviderFault fault, SourceFailure failure, string said)
    {
        World.Provider(type).Fault = fault;

        var error = await World.FailureAsync(type);

        Assert.That((error.Failure, error.RetryAfter, error.Message), Is.EqualTo((failure, (TimeSpan?)null, $"{Name} {said}")));
    }

    [Test]
    public async Task A_refused_credential_is_told_apart()
    {
        World.Provider(type).Fault = ProviderFault.Unauthorized;

        Assert.That((await World.FailureAsync(type)).Failure, Is.EqualTo(SourceFailure.AuthFailed));
    }

    [TestCase(ProviderFault.TooManyRequests, "answered 429")]
    [TestCase(ProviderFault.Unavailable, "answered 503")]
    public async Task A_provider_that_asks_to_wait_is_listened_to(ProviderFault fault, string said)
    {
        World.Provider(type).Fault = fault;

        var error = await World.FailureAsync(type);

        Assert.That((error.Failure, error.RetryAfter), Is.EqualTo((SourceFailure.Unreachable, (TimeSpan?)TimeSpan.FromSeconds(Provider.RetryAfter))));
        Assert.That(error.Message, Is.EqualTo($"{Name} {said}"));
    }

    [Test]
    public async Task A_success_of_another_shape_is_no_empty_list()
    {
        World.Provider(type).Fault = ProviderFault.OtherJson;
        if (type == ModelSourceTypes.HuggingFaceTgi)
        {
            // "none" would be a model's name here.
            World.Provider(type).Fault = ProviderFault.EmptyList;
        }

        var error = await World.FailureAsync(type);

        Assert.That(error.Failure, Is.EqualTo(SourceFailure.Unreachable));
        Assert.That(error.Message, Does.StartWith($"{Name} answered with JSON of another shape: "));
    }

    [Test]
    public async Task An_answer_that_does_not_come_is_waited_for_ten_seconds()
    {
        World.Provider(type).Fault = ProviderFault.Hang;
        var listing = World.FailureAsync(type);

        World.Time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.That(listing.IsCompleted, Is.False);
        World.Time.Advance(TimeSpan.FromSeconds(0.1));

        var error = await listing;
        Assert.That((error.Failure, error.Message), Is.EqualTo((SourceFailure.Unreachable, $"{Name} gave no complete answer within 10 s")));
    }

    [Test]
    public async Task The_callers_cancellation_stays_one()
    {
        World.Provider(type).Fault = ProviderFault.Hang;
        using var stop = new CancellationTokenSource();
        var listing = World.Sources.Find(type)!.ListAsync(World.Request(type), stop.Token);

        await stop.CancelAsync();

        Assert.That(async () => await listing, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_wrong_credential_is_refused()
    {
        if (type == ModelSourceTypes.KubeAI)
        {
            // It has none; a server that wants one refuses.
            World.Provider(type).Key = "wanted";
        }

        var request = World.Request(type);
        using var stranger = new ServiceAccount();
        var wrong = request.Credentials.ToDictionary(pair => pair.Key, pair => pair.Key == "VERTEX_CREDENTIALS" ? stranger.KeyFile : "sk-wrong");

        var error = await World.FailureAsync(request with { Credentials = wrong });

        Assert.That(error.Failure, Is.EqualTo(SourceFailure.AuthFailed));
        Assert.That(error.Message, Does.Not.Contain("sk-wrong").And.Not.Contain("eyJ"));
    }

    private string Name => type == ModelSourceTypes.Bedrock ? "bedrock in eu-north-1" : type;
}
