namespace Alitellm.Operator.Discovery.Models.Sources.Aws;

/// <summary>An AWS access key. No record, so that it is never printed by chance.</summary>
/// <param name="sessionToken">With temporary keys.</param>
internal sealed class AwsCredentials(string accessKeyId, string secretAccessKey, string? sessionToken)
{
    public string AccessKeyId { get; } = accessKeyId;

    public string SecretAccessKey { get; } = secretAccessKey;

    public string? SessionToken { get; } = sessionToken;
}
