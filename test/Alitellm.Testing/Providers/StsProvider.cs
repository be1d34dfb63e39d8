using System.Text;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Testing.Providers;

/// <summary>AWS STS: gives temporary keys for the token of a service account, in <see cref="Provider.Key"/>.</summary>
public sealed class StsProvider : Provider
{
    public const string AccessKeyId = "ASIAROLE";
    public const string SecretAccessKey = "role-secret";
    public const string SessionToken = "role-session";

    private protected override bool IsAuthorized(WireRequest request)
    {
        return true;
    }

    private protected override Reply? Answer(WireRequest request)
    {
        var form = Encoding.UTF8.GetString(request.Body.Span);
        if (request is not { Method: "POST", Path: "/" } || !form.Contains("Action=AssumeRoleWithWebIdentity&", StringComparison.Ordinal))
        {
            return null;
        }

        return form.Contains($"WebIdentityToken={Key}", StringComparison.Ordinal)
            ? Xml(200, $"""
                <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <AssumeRoleWithWebIdentityResult>
                    <AssumedRoleUser><Arn>arn:aws:sts::1:assumed-role/discovery/x</Arn></AssumedRoleUser>
                    <Credentials><SessionToken>{SessionToken}</SessionToken><SecretAccessKey>{SecretAccessKey}</SecretAccessKey><Expiration>2026-01-01T01:00:00Z</Expiration><AccessKeyId>{AccessKeyId}</AccessKeyId></Credentials>
                  </AssumeRoleWithWebIdentityResult>
                </AssumeRoleWithWebIdentityResponse>
                """)
            : Xml(400, $"<ErrorResponse><Error><Code>InvalidIdentityToken</Code><Message>{form}</Message></Error></ErrorResponse>");
    }

    private static Reply Xml(int status, string text)
    {
        return new Reply(status, Encoding.UTF8.GetBytes(text), "text/xml");
    }
}
