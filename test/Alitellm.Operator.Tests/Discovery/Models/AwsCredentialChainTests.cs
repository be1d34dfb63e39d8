using Alitellm.Api.ModelDiscoveries;
using Alitellm.Operator.Discovery.Models;
using Alitellm.Operator.Discovery.Sources;
using Alitellm.Testing.Providers;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Discovery.Models;

/// <summary>A discovery of Bedrock that names no Secret.</summary>
internal sealed class AwsCredentialChainTests
{
    private const string TokenFile = "/var/run/token";

    private static readonly ModelSourceRequest s_request =
        new("default", new() { Type = ModelSourceTypes.Bedrock, Regions = ["eu-north-1"] }, new Dictionary<string, string>());

    [Test]
    public async Task Variables_are_taken_first()
    {
        using var world = World(
            ("AWS_ACCESS_KEY_ID", "AKIDENV"),
            ("AWS_SECRET_ACCESS_KEY", SourceWorld.AwsSecret),
            ("AWS_SESSION_TOKEN", "env-session"),
            ("AWS_ROLE_ARN", "arn"),
            ("AWS_WEB_IDENTITY_TOKEN_FILE", TokenFile));
        Expect(world, "AKIDENV", "env-session");

        Assert.That(await world.ListAsync(s_request), Has.Count.EqualTo(3));
        Assert.That(world.Providers.Calls, Has.Count.EqualTo(1));
    }

    [TestCase("AWS_REGION", "eu-central-1", "sts.eu-central-1.amazonaws.com")]
    [TestCase("AWS_DEFAULT_REGION", "eu-central-1", "sts.eu-central-1.amazonaws.com")]
    [TestCase("UNRELATED", "", "sts.eu-north-1.amazonaws.com", Description = "the first region of the discovery")]
    public async Task The_role_of_the_service_account_is_assumed_in_its_region(string variable, string region, string host)
    {
        using var world = World((variable, region), ("AWS_ROLE_ARN", "arn:aws:iam::1:role/discovery"), ("AWS_WEB_IDENTITY_TOKEN_FILE", TokenFile));
        world.AddFile(TokenFile, "eyJ-web-identity\n");
        world.Providers.Add(host, new StsProvider { Key = "eyJ-web-identity" });
        Expect(world, StsProvider.AccessKeyId, StsProvider.SessionToken);

        Assert.That(await world.ListAsync(s_request), Has.Count.EqualTo(3));
        Assert.That(world.Providers.Calls.Select(call => call.ToString()), Is.EqualTo(
            [$"POST {host}/ 200", "GET bedrock.eu-north-1.amazonaws.com/foundation-models?byInferenceType=ON_DEMAND 200"]));
    }

    [Test]
    public async Task A_refused_web_identity_is_told_without_quoting_it()
    {
        using var world = World(("AWS_ROLE_ARN", "arn"), ("AWS_WEB_IDENTITY_TOKEN_FILE", TokenFile));
        world.AddFile(TokenFile, SourceWorld.Canary);
        world.Providers.Add("sts.eu-north-1.amazonaws.com", new StsProvider { Key = "another" });

        var error = await world.FailureAsync(s_request);

        Assert.That((error.Failure, error.Message), Is.EqualTo((SourceFailure.AuthFailed, "AWS STS answered 400: it refuses the credentials")));
    }

    [TestCase(ProviderFault.ServerError, "AWS STS answered 500")]
    [TestCase(ProviderFault.Html, "AWS STS answered without credentials")]
    [TestCase(ProviderFault.TruncatedJson, "AWS STS answered without credentials")]
    public async Task A_fault_of_STS_is_no_refusal(ProviderFault fault, string message)
    {
        using var world = World(("AWS_ROLE_ARN", "arn"), ("AWS_WEB_IDENTITY_TOKEN_FILE", TokenFile));
        world.AddFile(TokenFile, "t");
        world.Providers.Add("sts.eu-north-1.amazonaws.com", new StsProvider { Key = "t", Fault = fault });

        var error = await world.FailureAsync(s_request);

        Assert.That((error.Failure, error.Message), Is.EqualTo((SourceFailure.Unreachable, message)));
    }

    [TestCase("169.254.170.2", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v1/credentials", Description = "ECS")]
    [TestCase("169.254.170.23", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.23/v1/credentials", Description = "EKS Pod Identity")]
    [TestCase("fd00:ec2::23", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://[fd00:ec2::23]/v1/credentials", Description = "EKS Pod Identity, IPv6")]
    public async Task The_agent_beside_the_pod_is_asked_although_its_address_is_link_local(string host, string variable, string value)
    {
        using var world = World((variable, value), ("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", TokenFile));
        world.AddFile(TokenFile, "pod-token\n");
        world.Providers.Add(host, new ContainerCredentialsProvider { Key = "pod-token" });
        Expect(world, StsProvider.AccessKeyId, StsProvider.SessionToken);

        Assert.That(await world.ListAsync(s_request), Has.Count.EqualTo(3));
    }

    [TestCase("http://169.254.169.254/v1/credentials")]
    [TestCase("http://10.0.0.1/v1/credentials")]
    [TestCase("http://localhost/v1/credentials")]
    [TestCase("file:///etc/passwd")]
    [TestCase("nonsense")]
    public async Task The_pods_token_goes_to_the_agent_only(string address)
    {
        using var world = World(("AWS_CONTAINER_CREDENTIALS_FULL_URI", address), ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "t"));

        Assert.That((await world.FailureAsync(s_request)).Failure, Is.EqualTo(SourceFailure.InvalidConfig));
        Assert.That(world.Providers.Calls, Is.Empty);
    }

    [TestCase("AWS_WEB_IDENTITY_TOKEN_FILE")]
    [TestCase("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")]
    public async Task A_token_file_that_is_not_there_is_named_by_its_variable(string variable)
    {
        using var world = World(("AWS_ROLE_ARN", "arn"), ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/x"), (variable, "/nowhere"));

        var error = await world.FailureAsync(s_request);

        Assert.That(error.Failure, Is.EqualTo(SourceFailure.Unreachable));
        Assert.That(error.Message, Does.EndWith($"was not asked: the file of {variable} cannot be read"));
    }

    [Test]
    public async Task Without_any_of_them_it_is_said_what_can_be_done()
    {
        using var world = World();

        var error = await world.FailureAsync(s_request);

        Assert.That((error.Failure, error.Message), Is.EqualTo((
            SourceFailure.Unreachable,
            "bedrock was not asked: no credentials; name a Secret in credentialsSecretRef or give the operator's service account a role")));
    }

    private static SourceWorld World(params IReadOnlyList<(string Name, string Value)> variables)
    {
        return new SourceWorld(variables.ToDictionary(variable => variable.Name, variable => (string?)variable.Value));
    }

    private static void Expect(SourceWorld world, string accessKeyId, string sessionToken)
    {
        var bedrock = (BedrockProvider)world.Provider(ModelSourceTypes.Bedrock);
        bedrock.Key = accessKeyId;
        bedrock.SessionToken = sessionToken;
    }
}
