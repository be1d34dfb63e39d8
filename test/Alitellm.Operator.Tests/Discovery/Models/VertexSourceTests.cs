using Alitellm.Api.ModelDiscoveries;
using Alitellm.Operator.Discovery.Models.Sources.Vertex;
using Alitellm.Operator.Discovery.Sources;
using Alitellm.Testing.Providers;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Discovery.Models;

internal sealed class VertexSourceTests : SourceFixture
{
    [TestCase("global", "aiplatform.googleapis.com")]
    [TestCase("eu", "aiplatform.eu.rep.googleapis.com")]
    [TestCase("us", "aiplatform.us.rep.googleapis.com")]
    [TestCase("europe-west1", "europe-west1-aiplatform.googleapis.com")]
    [TestCase("us-central1", "us-central1-aiplatform.googleapis.com")]
    public void A_location_has_its_host(string location, string host)
    {
        Assert.That(VertexSource.HostOf(location), Is.EqualTo(host));
    }

    [TestCase("")]
    [TestCase("Europe-West1")]
    [TestCase("evil.example/")]
    [TestCase("a.b")]
    [TestCase("a/b")]
    [TestCase("a@b")]
    [TestCase("-a")]
    [TestCase("a#")]
    public async Task A_location_that_would_make_another_host_is_refused(string location)
    {
        var request = World.Request(ModelSourceTypes.Vertex);
        request.Spec.Region = location;

        var error = await World.FailureAsync(request);

        Assert.That((error.Failure, error.Message), Is.EqualTo((SourceFailure.InvalidConfig, "region is no location of Vertex AI")));
        Assert.That(World.Providers.Calls, Is.Empty);
    }

    [Test]
    public async Task Models_know_their_location_and_project()
    {
        var models = await World.ListAsync(ModelSourceTypes.Vertex);

        Assert.That(
            models.Select(model => model.Params!.ToJsonString()),
            Has.All.EqualTo("""{"vertex_location":"europe-west1","vertex_project":"models"}"""));
    }

    [Test]
    public async Task D33_Every_pass_fetches_a_token_from_Google_whatever_the_key_file_names()
    {
        await World.ListAsync(ModelSourceTypes.Vertex);
        await World.ListAsync(ModelSourceTypes.Vertex);

        Assert.That(World.Providers.Calls.Select(call => call.ToString()), Is.EqualTo(
        [
            "POST oauth2.googleapis.com/token 200",
            "GET europe-west1-aiplatform.googleapis.com/v1beta1/publishers/google/models?pageSize=100 200",
            "POST oauth2.googleapis.com/token 200",
            "GET europe-west1-aiplatform.googleapis.com/v1beta1/publishers/google/models?pageSize=100 200",
        ]));
    }

    [Test]
    public async Task The_older_form_of_a_private_key_is_read_too()
    {
        var request = World.Request(ModelSourceTypes.Vertex);

        Assert.That(await World.ListAsync(request with { Credentials = new Dictionary<string, string> { [VertexSource.Key] = World.Providers.Account.KeyFileInPkcs1 } }), Is.Not.Empty);
    }

    [TestCase("sk-canary-Zx81-credential", "it is no JSON")]
    [TestCase("""["sk-canary-Zx81-credential"]""", "it has no client_email")]
    [TestCase("""{"client_email":"a","project_id":"b"}""", "it has no private_key")]
    [TestCase("""{"client_email":"a","private_key":"b"}""", "it has no project_id")]
    [TestCase("""{"client_email":"a","project_id":"b","private_key":"sk-canary-Zx81-credential"}""", "its private_key cannot be read")]
    [TestCase("""{"client_email":"a","project_id":"b","private_key":"-----BEGIN PRIVATE KEY-----\nc2stY2FuYXJ5\n-----END PRIVATE KEY-----\n"}""", "its private_key cannot be read")]
    [TestCase("""{"client_email":"a","project_id":7,"private_key":"b"}""", "it has no project_id")]
    public async Task A_broken_key_file_is_refused_without_quoting_it(string keyFile, string why)
    {
        var request = World.Request(ModelSourceTypes.Vertex) with { Credentials = new Dictionary<string, string> { [VertexSource.Key] = keyFile } };

        var error = await World.FailureAsync(request);

        Assert.That((error.Failure, error.Message), Is.EqualTo(
            (SourceFailure.InvalidConfig, $"the credentials cannot be used: VERTEX_CREDENTIALS is no service account key: {why}")));
        Assert.That(World.Providers.Calls, Is.Empty);
    }

    [Test]
    public async Task A_refused_assertion_is_told_by_its_code_only()
    {
        using var stranger = new ServiceAccount();
        var request = World.Request(ModelSourceTypes.Vertex) with { Credentials = new Dictionary<string, string> { [VertexSource.Key] = stranger.KeyFile } };

        var error = await World.FailureAsync(request);

        Assert.That((error.Failure, error.Message), Is.EqualTo(
            (SourceFailure.AuthFailed, "vertex (token exchange) answered 400 (invalid_grant): it refuses the credentials")));
    }

    [TestCase(ProviderFault.Forbidden, SourceFailure.AuthFailed, null)]
    [TestCase(ProviderFault.Unauthorized, SourceFailure.AuthFailed, null)]
    [TestCase(ProviderFault.TooManyRequests, SourceFailure.Unreachable, Provider.RetryAfter)]
    [TestCase(ProviderFault.Unavailable, SourceFailure.Unreachable, Provider.RetryAfter)]
    [TestCase(ProviderFault.ServerError, SourceFailure.Unreachable, null)]
    [TestCase(ProviderFault.Refused, SourceFailure.Unreachable, null)]
    [TestCase(ProviderFault.Html, SourceFailure.Unreachable, null)]
    [TestCase(ProviderFault.OtherJson, SourceFailure.Unreachable, null)]
    public async Task A_fault_of_the_token_endpoint_is_no_refusal(ProviderFault fault, SourceFailure failure, int? retryAfter)
    {
        World.Providers.GoogleTokens.Fault = fault;

        var error = await World.FailureAsync(ModelSourceTypes.Vertex);

        Assert.That((error.Failure, error.RetryAfter?.TotalSeconds), Is.EqualTo((failure, (double?)retryAfter)));
        Assert.That(error.Message, Does.StartWith("vertex (token exchange) "));
    }
}
