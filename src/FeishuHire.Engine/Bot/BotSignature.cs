using System;
using System.Globalization;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using FeishuHire.Engine.Connection;

namespace FeishuHire.Engine.Bot;

/// <summary>The signature that a bot may want: HMAC-SHA256 of an empty message, keyed with time and secret.</summary>
internal static class BotSignature
{
    /// <summary>Signs for a time.</summary>
    /// <param name="unixSeconds">The time that the message carries.</param>
    /// <param name="secret">The bot's secret.</param>
    internal static string Of(long unixSeconds, SecureString secret)
    {
        char[] text = Secret.Reveal(secret);
        byte[] key = [];
        try
        {
            byte[] head = Encoding.UTF8.GetBytes(unixSeconds.ToString(CultureInfo.InvariantCulture) + "\n");
            key = new byte[head.Length + Encoding.UTF8.GetByteCount(text)];
            head.CopyTo(key, 0);
            Encoding.UTF8.GetBytes(text, 0, text.Length, key, head.Length);
            using var hmac = new HMACSHA256(key);
            return Convert.ToBase64String(hmac.ComputeHash([]));
        }
        finally
        {
            Array.Clear(text, 0, text.Length);
            Array.Clear(key, 0, key.Length);
        }
    }
}
