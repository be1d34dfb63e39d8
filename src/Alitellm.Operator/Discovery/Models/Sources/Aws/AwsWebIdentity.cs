using System.Xml;
using Alitellm.Operator.Discovery.Sources;
using Alitellm.Operator.Hosting;

namespace Alitellm.Operator.Discovery.Models.Sources.Aws;

/// <summary>Exchanges the token of the pod's service account for the credentials of its role (IRSA).</summary>
internal sealed class AwsWebIdentity(AwsEnvironment environment, SourceClient client)
{
    private const string Source = "AWS STS";

    /// <returns>Null when the pod has no such role.</returns>
    /// <exception cref="SourceException">STS gives none.</exception>
    public async Task<AwsCredentials?> GetAsync(string region, CancellationToken cancellationToken)
    {
        if (environment.Variable("AWS_WEB_IDENTITY_TOKEN_FILE") is not { } file || environment.Variable("AWS_ROLE_ARN") is not { } role)
        {
            return null;
        }

        var token = environment.Token(file) ?? throw SourceErrors.Unreachable($"{Source} was not asked: the file of AWS_WEB_IDENTITY_TOKEN_FILE cannot be read");
        var home = environment.Variable("AWS_REGION") ?? environment.Variable("AWS_DEFAULT_REGION") ?? region;
        if (!DnsName.IsLabel(home))
        {
            throw new SourceException(SourceFailure.InvalidConfig, $"{Source} was not asked: AWS_REGION is no region");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://sts.{home}.amazonaws.com/")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["Action"] = "AssumeRoleWithWebIdentity",
                ["Version"] = "2011-06-15",
                ["RoleArn"] = role,
                ["RoleSessionName"] = environment.Variable("AWS_ROLE_SESSION_NAME") ?? OperatorVersion.Product,
                ["WebIdentityToken"] = token,
            }),
        };
        request.Headers.TryAddWithoutValidation("Accept", "text/xml");
        var answer = await client.SendAsync(Source, request, cancellationToken);

        // STS answers 400 to a token it does not take (expired, of a wrong issuer).
        return answer.Status == 400 ? throw SourceErrors.Refused(Source, answer.Status) : answer.IsSuccess ? Read(answer) : throw answer.Failure();
    }

    private static AwsCredentials Read(SourceAnswer answer)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(answer.Body.ToArray()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            for (var more = reader.Read(); more;)
            {
                if (reader is { NodeType: XmlNodeType.Element, LocalName: "AccessKeyId" or "SecretAccessKey" or "SessionToken" })
                {
                    // Reading an element's text moves on to what follows it.
                    fields[reader.LocalName] = reader.ReadElementContentAsString().Trim();
                    more = !reader.EOF;
                }
                else
                {
                    more = reader.Read();
                }
            }
        }
        catch (XmlException)
        {
            // The cause is left out: it quotes the body. What was not read is missed below.
            fields.Clear();
        }

        return fields.TryGetValue("AccessKeyId", out var id) && fields.TryGetValue("SecretAccessKey", out var secret) && fields.TryGetValue("SessionToken", out var session)
            ? new AwsCredentials(id, secret, session)
            : throw SourceErrors.Unreachable($"{Source} answered without credentials");
    }
}
