using Alitellm.Operator.Discovery.Sources;

namespace Alitellm.Operator.Discovery.Models.Sources.Aws;

/// <summary>
/// Asks the agent beside the pod for the credentials of its role (EKS Pod Identity, ECS). Its addresses are link-local, so this has a client of
/// its own that may call them and nothing else of that kind; no <c>baseUrl</c> ever goes through it.
/// </summary>
/// <param name="client">May call <see cref="Hosts"/>.</param>
internal sealed class AwsContainerCredentials(AwsEnvironment environment, SourceClient client)
{
    /// <summary>Where ECS and EKS (IPv4 and IPv6) have their agents.</summary>
    public static readonly IReadOnlyList<string> Hosts = [EcsHost, "169.254.170.23", "fd00:ec2::23"];

    private const string EcsHost = "169.254.170.2";
    private const string Source = "the AWS container credentials endpoint";

    /// <returns>Null when the pod has no such role.</returns>
    /// <exception cref="SourceException">The agent gives none.</exception>
    public async Task<AwsCredentials?> GetAsync(CancellationToken cancellationToken)
    {
        if (Address() is not { } address)
        {
            return null;
        }

        var answer = await client.GetAsync(Source, address, Token() is { } token ? [("Authorization", token)] : [], cancellationToken);
        return new AwsCredentials(answer.Text("AccessKeyId"), answer.Text("SecretAccessKey"), answer.OptionalText("Token"));
    }

    private Uri? Address()
    {
        if (environment.Variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") is { } path)
        {
            return new Uri($"http://{EcsHost}/{path.TrimStart('/')}");
        }

        if (environment.Variable("AWS_CONTAINER_CREDENTIALS_FULL_URI") is not { } full)
        {
            return null;
        }

        // The token must not travel in clear to anything but the agent.
        return Uri.TryCreate(full, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && Hosts.Contains(address.IdnHost)))
                ? address
                : throw new SourceException(SourceFailure.InvalidConfig, $"{Source} was not asked: AWS_CONTAINER_CREDENTIALS_FULL_URI is neither https nor the address of ECS or EKS");
    }

    private string? Token()
    {
        return environment.Variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE") is { } file
            ? environment.Token(file) ?? throw SourceErrors.Unreachable($"{Source} was not asked: the file of AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE cannot be read")
            : environment.Variable("AWS_CONTAINER_AUTHORIZATION_TOKEN");
    }
}
