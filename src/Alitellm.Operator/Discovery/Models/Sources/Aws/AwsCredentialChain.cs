using Alitellm.Operator.Discovery.Sources;

namespace Alitellm.Operator.Discovery.Models.Sources.Aws;

/// <summary>
/// Credentials for a discovery that names no Secret, looked for in AWS's order: variables, the role of the service account (IRSA), the role of
/// the pod (EKS Pod Identity, ECS). The machine's own role is never used: a pod that needs a role should have one. Nothing is kept between passes.
/// </summary>
internal sealed class AwsCredentialChain(AwsEnvironment environment, AwsWebIdentity webIdentity, AwsContainerCredentials containers)
{
    /// <param name="region">Where to ask when the environment names no region.</param>
    /// <exception cref="SourceException">There are none, or their source fails.</exception>
    public async Task<AwsCredentials> ResolveAsync(string region, CancellationToken cancellationToken)
    {
        return FromVariables()
            ?? await webIdentity.GetAsync(region, cancellationToken)
            ?? await containers.GetAsync(cancellationToken)
            ?? throw SourceErrors.Unreachable("bedrock was not asked: no credentials; name a Secret in credentialsSecretRef or give the operator's service account a role");
    }

    private AwsCredentials? FromVariables()
    {
        return environment.Variable("AWS_ACCESS_KEY_ID") is { } id && environment.Variable("AWS_SECRET_ACCESS_KEY") is { } secret
            ? new AwsCredentials(id, secret, environment.Variable("AWS_SESSION_TOKEN"))
            : null;
    }
}
